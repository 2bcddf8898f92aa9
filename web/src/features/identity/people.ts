import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api';
import type { Language } from '../../app/texts/catalogue';
import type { Person } from './session';

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => call<Person[]>('GET', '/people', { signal }),
});

export type NewPerson = {
  name: string;
  displayName: string;
  email?: string;
  password: string;
  administrator: boolean;
};

export function addPerson(person: NewPerson): Promise<Person> {
  return call('POST', '/people', { body: person });
}

type MyChange = { displayName: string; email: string | null; language: Language | null };

export function changeMe(change: MyChange): Promise<Person> {
  return call('PATCH', '/me', { body: change });
}

export function changePassword(change: { current: string; new: string }): Promise<void> {
  return call('POST', '/me/password', { body: change });
}
