import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api';

export type Role = 'host' | 'member' | 'guest';

export type Meeting = { link: string; createdAt: string; lastUsedAt: string; present: number };

export type Admitted = { state: 'admitted'; token: string; identity: string; role: Role };
export type Entry = Admitted | { state: 'waiting' };

export const meetingsQuery = queryOptions({
  queryKey: ['meetings'],
  queryFn: ({ signal }) => call<Meeting[]>('GET', '/meetings', { signal }),
  // Who is in them changes without anything happening on this page.
  refetchInterval: 10_000,
});

export const meetingQuery = (link: string) =>
  queryOptions({
    queryKey: ['meetings', link],
    queryFn: ({ signal }) => call<{ role: Role }>('GET', pathOf(link), { signal }),
  });

export function startMeeting(): Promise<Meeting> {
  return call('POST', '/meetings');
}

export function endMeeting(link: string): Promise<void> {
  return call('DELETE', pathOf(link));
}

/** `name` is for guests; who is signed in comes under their own. */
export function enterMeeting(link: string, name: string): Promise<Entry> {
  return call('POST', `${pathOf(link)}/entry`, { body: { name } });
}

export function muteParticipant(link: string, identity: string): Promise<void> {
  return call('POST', `${participant(link, identity)}/mute`);
}

export function removeParticipant(link: string, identity: string): Promise<void> {
  return call('DELETE', participant(link, identity));
}

/** What is sent to those who should come. */
export function addressOf(link: string): string {
  return `${location.origin}/meet/${link}`;
}

function pathOf(link: string): string {
  return `/meetings/${encodeURIComponent(link)}`;
}

function participant(link: string, identity: string): string {
  return `${pathOf(link)}/participants/${encodeURIComponent(identity)}`;
}
