import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../app/api';

type LoginFlow = { client: string; createdAt: string };

export const flowQuery = (token: string) =>
  queryOptions({
    queryKey: ['login-flow', token],
    queryFn: ({ signal }) => call<LoginFlow>('GET', `/login-flow/${encodeURIComponent(token)}`, { signal }),
    // Once granted it is gone from the server, which must not turn a success into "expired".
    refetchOnWindowFocus: false,
  });

export function grantFlow(token: string): Promise<void> {
  return call('POST', `/login-flow/${encodeURIComponent(token)}/grant`, { body: {} });
}
