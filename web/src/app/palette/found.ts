import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { NodeWithPath } from '../../features/files/nodes';
import { call } from '../api';

export type Found = {
  files: NodeWithPath[];
  people: { id: string; name: string; displayName: string }[];
  spaces: { id: string; name: string; root: string }[];
};

/** What one looks for is asked for while one types; what was found before stays until the answer is there. */
export const findQuery = (text: string) =>
  queryOptions({
    queryKey: ['find', text],
    queryFn: ({ signal }) => call<Found>('GET', `/find?q=${encodeURIComponent(text)}&limit=8`, { signal }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    gcTime: 60_000,
  });
