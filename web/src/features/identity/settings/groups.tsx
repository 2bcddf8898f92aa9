import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Network, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Button, IconButton } from '../../../kit/button';
import { Confirm } from '../../../kit/confirm';
import { Meadow } from '../../../kit/landscape';
import { Empty, Notice } from '../../../kit/notice';
import { Skeleton } from '../../../kit/spinner';
import { showToast } from '../../../kit/toasts';
import { deleteGroup, type Group, groupsQuery } from '../groups';
import { GroupMembers } from './group-members';
import { GroupName } from './group-name';
import { Section } from './section';

type Doing = { what: 'name'; group: Group | null } | { what: 'members' | 'delete'; group: Group };

export function GroupsSection() {
  const t = useTexts();
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  const create = (
    <Button look="primary" onPress={() => setDoing({ what: 'name', group: null })}>
      <Plus size={18} aria-hidden="true" />
      {t.identity.newGroup}
    </Button>
  );
  return (
    <Section title={t.identity.groups} intro={t.identity.groupsIntro} action={create}>
      <GroupList onDo={setDoing} />
      {doing?.what === 'name' ? (
        <GroupName
          group={doing.group}
          // A new one is empty: whoever made it wants to fill it.
          onDone={(group) => setDoing(doing.group ? null : { what: 'members', group })}
          onClose={close}
        />
      ) : null}
      {doing?.what === 'members' ? <GroupMembers group={doing.group} onClose={close} /> : null}
      {doing?.what === 'delete' ? <DeleteGroup group={doing.group} onClose={close} /> : null}
    </Section>
  );
}

function GroupList({ onDo }: { onDo: (doing: Doing) => void }) {
  const t = useTexts();
  const { data, error } = useQuery(groupsQuery);
  if (error) return <Notice tone="danger">{t.problems[codeOf(error)]}</Notice>;
  if (!data) return <Skeleton width="70%" />;
  if (data.length === 0) {
    return (
      <div className="settings-list">
        <Empty picture={<Meadow />} title={t.identity.noGroup} text={t.identity.noGroupText} />
      </div>
    );
  }
  return (
    <ul className="settings-list" aria-label={t.identity.groups}>
      {data.map((group) => (
        <li key={group.id} className="settings-item">
          <Network size={20} aria-hidden="true" />
          <div className="settings-item-text">
            <strong>{group.name}</strong>
          </div>
          <div className="settings-actions">
            <Button
              aria-label={t.spaces.manageMembers(group.name)}
              onPress={() => onDo({ what: 'members', group })}
            >
              {t.spaces.members}
            </Button>
            <IconButton
              label={t.identity.renameGroup(group.name)}
              icon={<Pencil size={18} aria-hidden="true" />}
              onPress={() => onDo({ what: 'name', group })}
            />
            <IconButton
              label={t.identity.deleteGroup(group.name)}
              icon={<Trash2 size={18} aria-hidden="true" />}
              onPress={() => onDo({ what: 'delete', group })}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

function DeleteGroup({ group, onClose }: { group: Group; onClose: () => void }) {
  const t = useTexts();
  const client = useQueryClient();
  const deleting = useMutation({
    mutationFn: () => deleteGroup(group.id),
    onSuccess: () => showToast(t.identity.groupDeleted(group.name)),
    onError: (error) => showToast(t.problems[codeOf(error)], { tone: 'danger' }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: groupsQuery.queryKey });
      onClose();
    },
  });
  return (
    <Confirm
      title={t.identity.deleteGroup(group.name)}
      text={t.identity.deleteGroupText}
      confirm={t.identity.deleteGroupConfirm}
      cancel={t.shell.cancel}
      isPending={deleting.isPending}
      onConfirm={() => deleting.mutate()}
      onClose={onClose}
    />
  );
}
