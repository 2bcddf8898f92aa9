import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../app/language';
import { Select } from '../../kit/select';
import { AddByName } from '../identity/add-by-name';
import { groupNamed } from '../identity/groups';
import { roleOptions } from './members-dialog';
import { type Role, type Space, setGroup, setMember } from './spaces';

export function AddMember({ space }: { space: Space }) {
  const t = useTexts();
  const [role, setRole] = useState<Role>('editor');
  const refresh = useRefresh();
  return (
    <AddByName
      label={t.spaces.memberName}
      submit={t.spaces.addMember}
      unknown={t.spaces.memberUnknown}
      add={(name) => setMember(space.id, name, role).then(refresh)}
    >
      <Select label={t.spaces.role} options={roleOptions(t)} value={role} onChange={setRole} />
    </AddByName>
  );
}

export function AddGroup({ space }: { space: Space }) {
  const t = useTexts();
  const [role, setRole] = useState<Role>('editor');
  const refresh = useRefresh();
  const add = async (name: string) => {
    const group = await groupNamed(name);
    await setGroup(space.id, group.id, role);
    refresh();
  };
  return (
    <AddByName
      label={t.identity.groupName}
      submit={t.spaces.addGroup}
      unknown={t.spaces.groupUnknown}
      add={add}
    >
      <Select label={t.spaces.role} options={roleOptions(t)} value={role} onChange={setRole} />
    </AddByName>
  );
}

function useRefresh(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ['spaces'] });
}
