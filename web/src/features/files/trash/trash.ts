import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../app/api';
import type { Node } from '../nodes';

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
    queryFn: ({ signal }) => call<TrashItem[]>('GET', `/spaces/${spaceId}/trash`, { signal }),
  });

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
