import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api';
import type { NodeWithPath } from '../files/nodes';
import type { ShareLink } from './links';

/** Whom something is shared with, or by. */
export type Whom = { kind: 'person' | 'group'; id: string; name: string; displayName: string };

export type PeopleAccess = 'view' | 'add' | 'edit';

/** A share with a person or a group. */
export type PeopleShare = {
  kind: 'person' | 'group';
  id: string;
  with: Whom;
  access: PeopleAccess;
  note: string;
  expiresAt: string | null;
  madeAt: string;
  live: boolean;
  own: boolean;
  node: NodeWithPath;
};

export type Given = ShareLink | PeopleShare;

export type ShareChange = Partial<{ access: PeopleAccess; note: string; expiresAt: string | null }>;

/** Something that others share with whoever is signed in. */
export type Received = {
  node: NodeWithPath;
  giver: Whom;
  groups: Whom[];
  access: PeopleAccess;
  note: string;
  expiresAt: string | null;
  at: string;
};

export const givenQuery = (node: string) =>
  queryOptions({
    queryKey: ['given', node],
    queryFn: ({ signal }) => call<Given[]>('GET', `/nodes/${node}/shares`, { signal }),
  });

export const mySharesQuery = queryOptions({
  queryKey: ['shares'],
  queryFn: ({ signal }) => call<Given[]>('GET', '/shares', { signal }),
});

export const receivedQuery = queryOptions({
  queryKey: ['received'],
  queryFn: ({ signal }) => call<Received[]>('GET', '/received', { signal }),
});

export const FEWEST_LETTERS = 2;

export const shareesQuery = (text: string) =>
  queryOptions({
    queryKey: ['sharees', text],
    queryFn: ({ signal }) => call<Whom[]>('GET', `/sharees?q=${encodeURIComponent(text)}`, { signal }),
    enabled: text.length >= FEWEST_LETTERS,
    placeholderData: keepPreviousData,
  });

export function share(node: string, whom: Whom, access: PeopleAccess, note: string): Promise<PeopleShare> {
  const { kind, id } = whom;
  return call('POST', `/nodes/${node}/shares`, { body: { kind, with: id, access, note } });
}

export function changeShare(id: string, change: ShareChange): Promise<PeopleShare> {
  return call('PATCH', `/shares/${id}`, { body: change });
}

export function removeShare(id: string): Promise<void> {
  return call('DELETE', `/shares/${id}`);
}

export function leave(node: string): Promise<void> {
  return call('DELETE', `/received/${node}`);
}

export const isLink = (given: Given): given is ShareLink => given.kind === 'link';
