import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api';
import { ApiProblem } from '../../app/problem';
import type { Person } from './session';

export type Group = { id: string; name: string };

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: ({ signal }) => call<Group[]>('GET', '/groups', { signal }),
});

export const groupMembersQuery = (groupId: string) =>
  queryOptions({
    queryKey: ['groups', groupId, 'members'],
    queryFn: ({ signal }) => call<Person[]>('GET', `/groups/${groupId}/members`, { signal }),
  });

export function createGroup(name: string): Promise<Group> {
  return call('POST', '/groups', { body: { name } });
}

export function renameGroup(id: string, name: string): Promise<Group> {
  return call('PATCH', `/groups/${id}`, { body: { name } });
}

export function deleteGroup(id: string): Promise<void> {
  return call('DELETE', `/groups/${id}`);
}

export function addToGroup(id: string, personName: string): Promise<void> {
  return call('PUT', `/groups/${id}/members/${encodeURIComponent(personName)}`);
}

export function removeFromGroup(id: string, personName: string): Promise<void> {
  return call('DELETE', `/groups/${id}/members/${encodeURIComponent(personName)}`);
}

/** The group of this very name, in any case: who manages a space need not be allowed to see them all. */
export async function groupNamed(name: string): Promise<Group> {
  const found = await call<Group[]>('GET', `/groups?search=${encodeURIComponent(name)}`);
  const group = found.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!group) throw new ApiProblem('not-found', 404, 'There is no group of this name.');
  return group;
}
