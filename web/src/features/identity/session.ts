import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { call, rememberCsrf } from '../../app/api';
import type { Language } from '../../app/texts/catalogue';

export type Person = {
  id: string;
  name: string;
  displayName: string;
  email: string | null;
  language: Language | null;
  administrator: boolean;
};

export type Session =
  | { signedIn: false; setup: boolean }
  | { signedIn: true; setup: false; csrf: string; person: Person };

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal, client }) => {
    const session = noted(await call<Session>('GET', '/session', { signal }));
    forgetOthers(client, session);
    return session;
  },
  staleTime: 30_000,
});

export async function signIn(credentials: { name: string; password: string }): Promise<Session> {
  return noted(await call<Session>('POST', '/session', { body: credentials }));
}

export async function signOut(): Promise<void> {
  await call('DELETE', '/session');
  rememberCsrf(null);
}

export async function createFirstAdministrator(details: {
  token: string;
  name: string;
  displayName: string;
  password: string;
}): Promise<Session> {
  return noted(await call<Session>('POST', '/first-administrator', { body: details }));
}

function noted(session: Session): Session {
  rememberCsrf(session.signedIn ? session.csrf : null);
  return session;
}

/** Another tab may have signed in as somebody else: what the one before was shown is not for them. */
function forgetOthers(client: QueryClient, now: Session): void {
  const before = client.getQueryData<Session>(['session']);
  const same = before?.signedIn && now.signedIn && before.person.id === now.person.id;
  if (before?.signedIn && !same) forgetAll(client);
}

function forgetAll(client: QueryClient): void {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
}

/** The server says that nobody is signed in: nothing of the person may stay in memory. */
export function endSession(client: QueryClient): void {
  rememberCsrf(null);
  forgetAll(client);
  client.setQueryData<Session>(sessionQuery.queryKey, { signedIn: false, setup: false });
}

/** For pages below the signed-in layout only, which renders nothing without a person. */
export function usePerson(): Person {
  const { data } = useQuery(sessionQuery);
  if (!data?.signedIn) throw new Error('usePerson outside the signed-in pages');
  return data.person;
}

export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data;
}
