import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { API, call } from '../../../app/api';
import type { Role } from '../../spaces/spaces';
import type { Node } from '../nodes';

export type Member = { name: string; role: Role };

export type Details = {
  createdAt: string;
  author: string | null;
  space: { id: string; kind: 'personal' | 'team'; name: string };
  people: Member[];
  groups: Member[];
};

export type Version = { id: string; size: number; modifiedAt: string; author: string | null };

export type Happening = {
  id: string;
  at: string;
  kind: string;
  by: string | null;
  self: boolean;
  link: boolean;
  client: string;
  name: string | null;
  from: string | null;
};

/** With the etag, so that a change is followed by what it has changed here. */
export const detailsQuery = ({ id, etag }: Node) =>
  queryOptions({
    queryKey: ['details', id, etag],
    queryFn: ({ signal }) => call<Details>('GET', `/nodes/${id}/details`, { signal }),
  });

export const versionsQuery = ({ id, etag, kind }: Node) =>
  queryOptions({
    queryKey: ['versions', id, etag],
    queryFn: ({ signal }) => call<Version[]>('GET', `/nodes/${id}/versions`, { signal }),
    enabled: kind === 'file',
  });

export const historyQuery = ({ id, etag }: Node) =>
  infiniteQueryOptions({
    queryKey: ['history', id, etag],
    queryFn: ({ signal, pageParam }) => {
      const before = pageParam === null ? '' : `&before=${pageParam}`;
      return call<{ events: Happening[]; next: string | null }>(
        'GET',
        `/nodes/${id}/history?limit=20${before}`,
        { signal },
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });

export function restoreVersion(node: string, version: string): Promise<Node> {
  return call('POST', `/nodes/${node}/versions/${version}/restore`);
}

export function versionUrl(node: string, version: string, inline = false): string {
  return `${API}/nodes/${node}/versions/${version}/content${inline ? '?inline=1' : ''}`;
}

/** What the server shows of itself rather than hands out to be saved. */
export function canBeShown(type: string | null): boolean {
  return type !== null && /^(image\/(png|jpeg|gif|bmp|webp|avif)|application\/pdf|text\/plain)$/.test(type);
}
