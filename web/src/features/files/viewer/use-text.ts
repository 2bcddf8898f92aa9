import { useQuery } from '@tanstack/react-query';
import type { Node } from '../nodes';
import { useSource } from './printing';
import { readText } from './read-text';

export function useText(file: Node) {
  const url = useSource().content(file);
  return useQuery({
    queryKey: ['text', url, file.etag],
    queryFn: ({ signal }) => readText(url, signal),
    // The etag in the key says when it is another text.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
}
