import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../app/api';
import type { Node } from '../nodes';

const PAGE = 5000;

export type TrashItem = {
  id: string;
  name: string;
  kind: 'folder' | 'file';
  size: number;
  originalPath: string;
  deletedAt: string;
  deletedBy: string | null;
};

export const trashQuery = (spaceId: string) =>
  queryOptions({
    queryKey: ['trash', spaceId],
    queryFn: ({ signal }) => allOfTrash(spaceId, signal),
  });

/** Page by page: a trash may hold any number. */
async function allOfTrash(spaceId: string, signal: AbortSignal): Promise<TrashItem[]> {
  const items: TrashItem[] = [];
  let after = '';
  do {
    const page: { items: TrashItem[]; next: string | null } = await call(
      'GET',
      `/spaces/${spaceId}/trash?limit=${PAGE}&after=${encodeURIComponent(after)}`,
      { signal },
    );
    items.push(...page.items);
    after = page.next ?? '';
  } while (after !== '');
  return items;
}

export function restore(id: string): Promise<Node> {
  return call('POST', `/trash/${id}/restore`);
}

export function deleteForGood(id: string): Promise<void> {
  return call('DELETE', `/trash/${id}`);
}

export function emptyTrash(spaceId: string): Promise<void> {
  return call('DELETE', `/spaces/${spaceId}/trash`);
}

/** The last thing deleted is the one most likely looked for. */
export function latestFirst(items: readonly TrashItem[]): TrashItem[] {
  return items.toSorted((a, b) => Date.parse(b.deletedAt) - Date.parse(a.deletedAt));
}

/** The folder something lay in; the space's own name stands for its root. */
export function folderOfItem({ originalPath }: TrashItem, root: string): string {
  const steps = originalPath.split('/').filter(Boolean).slice(0, -1);
  return steps.length === 0 ? root : steps.join(' / ');
}
