import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Network, X } from 'lucide-react';
import { useTexts } from '../../app/language';
import { codeOf } from '../../app/problem';
import type { Texts } from '../../app/texts/catalogue';
import { Avatar } from '../../kit/avatar';
import { Button, IconButton } from '../../kit/button';
import { Dialog, DialogActions } from '../../kit/dialog';
import { Notice } from '../../kit/notice';
import { Select } from '../../kit/select';
import { Skeleton } from '../../kit/spinner';
import { usePerson } from '../identity/session';
import { AddGroup, AddMember } from './add-member';
import {
  type GroupMember,
  groupMembersOfSpaceQuery,
  type Member,
  membersQuery,
  ROLES,
  type Role,
  removeGroup,
  removeMember,
  type Space,
  setGroup,
  setMember,
} from './spaces';

export function roleOptions(t: Texts): readonly { id: Role; text: string }[] {
  const texts: Record<Role, string> = {
    viewer: t.spaces.roleViewer,
    editor: t.spaces.roleEditor,
    manager: t.spaces.roleManager,
  };
  return ROLES.map((id) => ({ id, text: texts[id] }));
}

export function MembersDialog({ space, onClose }: { space: Space; onClose: () => void }) {
  const t = useTexts();
  const client = useQueryClient();
  const { data, error } = useQuery(membersQuery(space.id));
  const change = useMutation({
    mutationFn: ({ name, role }: { name: string; role: Role | null }) =>
      role === null ? removeMember(space.id, name) : setMember(space.id, name, role),
    onSettled: () => client.invalidateQueries({ queryKey: ['spaces'] }),
  });
  const groups = useQuery(groupMembersOfSpaceQuery(space.id));
  const changeGroup = useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role | null }) =>
      role === null ? removeGroup(space.id, id) : setGroup(space.id, id, role),
    onSettled: () => client.invalidateQueries({ queryKey: ['spaces'] }),
  });
  const problem = error ?? groups.error ?? change.error ?? changeGroup.error;
  return (
    <Dialog title={t.spaces.membersOf(space.name)} onClose={onClose} wide>
      {problem ? <Notice tone="danger">{t.problems[codeOf(problem)]}</Notice> : null}
      {data ? null : <Skeleton width="60%" />}
      <ul className="settings-list" aria-label={t.spaces.members}>
        {data?.map((member) => (
          <MemberItem
            key={member.person.id}
            member={member}
            onRole={(role) => change.mutate({ name: member.person.name, role })}
          />
        ))}
        {groups.data?.map((member) => (
          <GroupItem
            key={`group ${member.group.id}`}
            member={member}
            onRole={(role) => changeGroup.mutate({ id: member.group.id, role })}
          />
        ))}
      </ul>
      <AddMember space={space} />
      <AddGroup space={space} />
      <DialogActions>
        <Button onPress={onClose}>{t.identity.done}</Button>
      </DialogActions>
    </Dialog>
  );
}

type GroupItemProps = { member: GroupMember; onRole: (role: Role | null) => void };

function GroupItem({ member: { group, role }, onRole }: GroupItemProps) {
  const t = useTexts();
  return (
    <li className="settings-item member">
      <span className="avatar">
        <Network size={18} aria-hidden="true" />
      </span>
      <div className="settings-item-text">
        <strong>{group.name}</strong>
        <p className="muted">{t.spaces.memberGroup}</p>
      </div>
      <Select
        compact
        label={t.spaces.roleOf(group.name)}
        options={roleOptions(t)}
        value={role}
        onChange={onRole}
      />
      <IconButton
        label={t.spaces.removeMember(group.name)}
        icon={<X size={18} aria-hidden="true" />}
        onPress={() => onRole(null)}
      />
    </li>
  );
}

/** Nobody can lock themselves out: one's own role is for another manager to change. */
function MemberItem({ member, onRole }: { member: Member; onRole: (role: Role | null) => void }) {
  const t = useTexts();
  const me = usePerson();
  const { person, role } = member;
  const options = roleOptions(t);
  return (
    <li className="settings-item member">
      <Avatar name={person.displayName} />
      <div className="settings-item-text">
        <strong>{person.displayName}</strong>
        <p className="muted">{person.name}</p>
      </div>
      {person.id === me.id ? (
        <span className="badge">{options.find((one) => one.id === role)?.text}</span>
      ) : (
        <>
          <Select
            compact
            label={t.spaces.roleOf(person.displayName)}
            options={options}
            value={role}
            onChange={onRole}
          />
          <IconButton
            label={t.spaces.removeMember(person.displayName)}
            icon={<X size={18} aria-hidden="true" />}
            onPress={() => onRole(null)}
          />
        </>
      )}
    </li>
  );
}
