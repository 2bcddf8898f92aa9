import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api';

export type AppPassword = {
  id: string;
  label: string;
  createdAt: string;
  lastUsedAt: string | null;
  lastClient: string | null;
};

export type MadeAppPassword = { id: string; label: string; secret: string };

export const appPasswordsQuery = queryOptions({
  queryKey: ['app-passwords'],
  queryFn: ({ signal }) => call<AppPassword[]>('GET', '/me/app-passwords', { signal }),
});

export function createAppPassword(label: string): Promise<MadeAppPassword> {
  return call('POST', '/me/app-passwords', { body: { label } });
}

export function revokeAppPassword(id: string): Promise<void> {
  return call('DELETE', `/me/app-passwords/${id}`);
}
