import { queryOptions } from '@tanstack/react-query';
import { API, call } from '../../../app/api';
import type { Node, NodeWithPath } from '../../files/nodes';
import type { Access } from '../links';

/** What a link says of itself; of a locked one there is nothing but that. */
export type Visit =
  | { locked: true }
  | {
      locked: false;
      access: Access;
      giver: string;
      note: string;
      expiresAt: string | null;
      /** Each download counts, so nothing is shown that would be one. */
      counted: boolean;
      /** Absent where one may only add. */
      node: Node | null;
      name: string;
    };

export type OpenVisit = Extract<Visit, { locked: false }>;

const PAGE = 500;

const base = (token: string) => `/links/${encodeURIComponent(token)}`;

export const visitQuery = (token: string) =>
  queryOptions({
    queryKey: ['visit', token],
    queryFn: ({ signal }) => call<Visit>('GET', base(token), { signal }),
  });

export const visitNodeQuery = (token: string, id: string) =>
  queryOptions({
    queryKey: ['visit', token, 'node', id],
    queryFn: ({ signal }) => call<NodeWithPath>('GET', `${base(token)}/nodes/${id}`, { signal }),
  });

export type ChildrenPage = { nodes: Node[]; next: string | null };

export function visitChildren(
  token: string,
  id: string,
  after: string | null,
  signal: AbortSignal,
): Promise<ChildrenPage> {
  const cursor = after === null ? '' : `&after=${encodeURIComponent(after)}`;
  return call('GET', `${base(token)}/nodes/${id}/children?limit=${PAGE}${cursor}`, { signal });
}

export function unlock(token: string, password: string): Promise<void> {
  return call('POST', `${base(token)}/unlock`, { body: { password } });
}

export function contentOf(token: string, node: Node, inline = false): string {
  return `${API}${base(token)}/nodes/${node.id}/content${inline ? '?inline=1' : ''}`;
}

export function previewOf(token: string, node: Node, pixels: number): string {
  return `${API}${base(token)}/nodes/${node.id}/preview?x=${pixels}&y=${pixels}&etag=${encodeURIComponent(node.etag)}`;
}

export function archiveOf(token: string, folder: string): string {
  return `${API}${base(token)}/nodes/${folder}/archive?format=zip`;
}

/** Where a file goes; its own name is kept free by a number behind it. */
export function placeFor(token: string, folder: string | null): (name: string) => string {
  return (name) =>
    folder === null
      ? `${API}${base(token)}/drop/${encodeURIComponent(name)}`
      : `${API}${base(token)}/nodes/${folder}/children/${encodeURIComponent(name)}?conflict=rename`;
}
