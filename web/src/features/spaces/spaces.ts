import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api';
import type { Texts } from '../../app/texts/catalogue';
import type { Group } from '../identity/groups';
import type { Person } from '../identity/session';

export const ROLES = ['viewer', 'editor', 'manager'] as const;
export type Role = (typeof ROLES)[number];

export type Space = {
  id: string;
  kind: 'personal' | 'team';
  name: string;
  role: Role;
  root: string;
  used: number;
  quota: number | null;
};

export type Member = { person: Person; role: Role };

export const spacesQuery = queryOptions({
  queryKey: ['spaces'],
  queryFn: ({ signal }) => call<Space[]>('GET', '/spaces', { signal }),
});

export const membersQuery = (spaceId: string) =>
  queryOptions({
    queryKey: ['spaces', spaceId, 'members'],
    queryFn: ({ signal }) => call<Member[]>('GET', `/spaces/${spaceId}/members`, { signal }),
  });

export function createSpace(space: { name: string; quota: number | null }): Promise<Space> {
  return call('POST', '/spaces', { body: space });
}

export function setMember(spaceId: string, personName: string, role: Role): Promise<void> {
  return call('PUT', `/spaces/${spaceId}/members/${encodeURIComponent(personName)}`, { body: { role } });
}

export function removeMember(spaceId: string, personName: string): Promise<void> {
  return call('DELETE', `/spaces/${spaceId}/members/${encodeURIComponent(personName)}`);
}

export type GroupMember = { group: Group; role: Role };

export const groupMembersOfSpaceQuery = (spaceId: string) =>
  queryOptions({
    queryKey: ['spaces', spaceId, 'groups'],
    queryFn: ({ signal }) => call<GroupMember[]>('GET', `/spaces/${spaceId}/groups`, { signal }),
  });

export function setGroup(spaceId: string, groupId: string, role: Role): Promise<void> {
  return call('PUT', `/spaces/${spaceId}/groups/${groupId}`, { body: { role } });
}

export function removeGroup(spaceId: string, groupId: string): Promise<void> {
  return call('DELETE', `/spaces/${spaceId}/groups/${groupId}`);
}

export function setQuotaOfSpace(spaceId: string, quota: number | null): Promise<void> {
  return call('PATCH', `/spaces/${spaceId}`, { body: { quota } });
}

export type Quota = { used: number; quota: number | null };

export const quotaOfPersonQuery = (personName: string) =>
  queryOptions({
    queryKey: ['people', personName, 'quota'],
    queryFn: ({ signal }) =>
      call<Quota>('GET', `/people/${encodeURIComponent(personName)}/quota`, { signal }),
  });

export function setQuotaOfPerson(personName: string, quota: number | null): Promise<void> {
  return call('PUT', `/people/${encodeURIComponent(personName)}/quota`, { body: { quota } });
}

/** The personal space carries its owner's name on the server; to its owner it is "My files". */
export function nameOfSpace(space: Space, t: Texts): string {
  return space.kind === 'personal' ? t.spaces.myFiles : space.name;
}
