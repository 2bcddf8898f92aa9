import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Avatar } from '../../../kit/avatar';
import { Button, IconButton } from '../../../kit/button';
import { Dialog, DialogActions } from '../../../kit/dialog';
import { Notice } from '../../../kit/notice';
import { Skeleton } from '../../../kit/spinner';
import { AddByName } from '../add-by-name';
import { addToGroup, type Group, groupMembersQuery, removeFromGroup } from '../groups';

export function GroupMembers({ group, onClose }: { group: Group; onClose: () => void }) {
  const t = useTexts();
  const client = useQueryClient();
  const query = groupMembersQuery(group.id);
  const { data, error } = useQuery(query);
  const refresh = () => void client.invalidateQueries({ queryKey: query.queryKey });
  const removing = useMutation({
    mutationFn: (name: string) => removeFromGroup(group.id, name),
    onSettled: refresh,
  });
  const problem = error ?? removing.error;
  return (
    <Dialog title={t.spaces.membersOf(group.name)} onClose={onClose} wide>
      {problem ? <Notice tone="danger">{t.problems[codeOf(problem)]}</Notice> : null}
      {data || error ? null : <Skeleton width="60%" />}
      {data?.length === 0 ? <p className="muted">{t.identity.groupEmpty}</p> : null}
      {data && data.length > 0 ? (
        <ul className="settings-list" aria-label={t.spaces.members}>
          {data.map((person) => (
            <li key={person.id} className="settings-item member">
              <Avatar name={person.displayName} />
              <div className="settings-item-text">
                <strong>{person.displayName}</strong>
                <p className="muted">{person.name}</p>
              </div>
              <IconButton
                label={t.spaces.removeMember(person.displayName)}
                icon={<X size={18} aria-hidden="true" />}
                onPress={() => removing.mutate(person.name)}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <AddByName
        label={t.spaces.memberName}
        submit={t.spaces.addMember}
        unknown={t.spaces.memberUnknown}
        add={(name) => addToGroup(group.id, name).then(refresh)}
      />
      <DialogActions>
        <Button onPress={onClose}>{t.identity.done}</Button>
      </DialogActions>
    </Dialog>
  );
}
