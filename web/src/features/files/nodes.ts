import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { API, call } from '../../app/api';

export type Ability = 'read' | 'write' | 'create' | 'rename' | 'delete' | 'share' | 'leave';

export type Node = {
  id: string;
  parent: string | null;
  space: string;
  kind: 'folder' | 'file';
  name: string;
  size: number;
  modifiedAt: string;
  etag: string;
  type: string | null;
  preview: boolean;
  locked: boolean;
  /** Whether it has a link or is shared; told in a folder's list. */
  shared: boolean;
  /** Who shares it with whoever is signed in, if it is not theirs. */
  giver?: string;
  can: Ability[];
};

export type Step = { id: string; name: string };
export type NodeWithPath = Node & { path: Step[] };

const PAGE = 5000;

export const nodeQuery = (id: string) =>
  queryOptions({
    queryKey: ['node', id],
    queryFn: ({ signal }) => call<NodeWithPath>('GET', `/nodes/${id}`, { signal }),
  });

export const childrenQuery = (id: string) =>
  queryOptions({
    queryKey: ['children', id],
    queryFn: ({ signal }) => allChildren(id, signal),
  });

/** Page by page, but shown at once: half a folder, sorted, would shuffle under the reader's eyes. */
export async function allChildren(id: string, signal?: AbortSignal): Promise<Node[]> {
  const nodes: Node[] = [];
  let after: string | null = null;
  do {
    const cursor: string = after === null ? '' : `&after=${encodeURIComponent(after)}`;
    const page: { nodes: Node[]; next: string | null } = await call(
      'GET',
      `/nodes/${id}/children?limit=${PAGE}${cursor}`,
      { signal },
    );
    nodes.push(...page.nodes);
    after = page.next;
  } while (after !== null);
  return nodes;
}

export function createFolder(parent: string, name: string): Promise<Node> {
  return call('POST', `/nodes/${parent}/folders`, { body: { name } });
}

export function rename(id: string, name: string): Promise<Node> {
  return call('PATCH', `/nodes/${id}`, { body: { name } });
}

/** What came to a folder; if it replaced a file, the trash item that this has become. */
export type Placed = Node & { replaced?: string };

export function moveTo(
  id: string,
  parent: string,
  conflict: 'fail' | 'replace' | 'rename',
  name?: string,
): Promise<Placed> {
  return call('PATCH', `/nodes/${id}`, { body: { parent, conflict, name } });
}

export function copyTo(id: string, parent: string, conflict: 'fail' | 'replace' | 'rename'): Promise<Placed> {
  return call('POST', `/nodes/${id}/copy`, { body: { parent, conflict } });
}

export function discard(id: string): Promise<{ trashItem: string }> {
  return call('DELETE', `/nodes/${id}`);
}

export function contentUrl(node: { id: string }, inline = false): string {
  return `${API}/nodes/${node.id}/content${inline ? '?inline=1' : ''}`;
}

export function previewUrl(node: Node, pixels: number): string {
  return `${API}/nodes/${node.id}/preview?x=${pixels}&y=${pixels}&etag=${encodeURIComponent(node.etag)}`;
}

export function archiveUrl(folder: string, only: readonly string[] = []): string {
  const some = only.length > 0 ? `&only=${only.join(',')}` : '';
  return `${API}/nodes/${folder}/archive?format=zip${some}`;
}

/** After a change in a folder: its list, its own size and date, and how full the space is. */
export function refreshFolder(client: QueryClient, id: string | null): void {
  if (id !== null) void client.invalidateQueries({ queryKey: ['children', id] });
  void client.invalidateQueries({ queryKey: ['spaces'], exact: true });
}
