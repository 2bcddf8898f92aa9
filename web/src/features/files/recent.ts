import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api';
import type { NodeWithPath } from './nodes';

export type Used = { node: NodeWithPath; at: string; how: 'changed' | 'opened' };

/** What one changed or opened last, on whatever device. */
export const recentQuery = queryOptions({
  queryKey: ['recent'],
  queryFn: ({ signal }) => call<Used[]>('GET', '/recent?limit=8', { signal }),
});
