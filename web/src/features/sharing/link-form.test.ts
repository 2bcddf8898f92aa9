import { expect, test } from 'vitest';
import { changeOf, faultsOf, formOf } from './link-form';
import type { ShareLink } from './links';

const NOW = new Date('2026-11-24T12:00:00');
const link = (some: Partial<ShareLink> = {}): ShareLink => ({
  kind: 'link',
  id: '1',
  token: 'abc',
  access: 'view',
  label: '',
  note: '',
  password: false,
  expiresAt: null,
  downloadLimit: null,
  downloads: 0,
  madeAt: '2026-11-01T00:00:00Z',
  live: true,
  own: true,
  node: {} as ShareLink['node'],
  ...some,
});

test('what is left alone is not sent', () => {
  const full = link({ password: true, expiresAt: '2026-12-24T13:00:00Z', downloadLimit: 3, note: 'n' });
  expect(changeOf(formOf(full), full)).toEqual({});
});

test('the last day counts whole, and is shown again as it was chosen', () => {
  const { expiresAt } = changeOf({ ...formOf(link()), lastDay: '2026-12-24' }, link());
  expect(expiresAt).toBe(new Date('2026-12-25T00:00:00').toISOString());
  expect(formOf(link({ expiresAt: expiresAt as string })).lastDay).toBe('2026-12-24');
});

test('today is no day of the past, yesterday is', () => {
  expect(faultsOf({ ...formOf(link()), lastDay: '2026-11-24' }, link(), NOW).size).toBe(0);
  expect([...faultsOf({ ...formOf(link()), lastDay: '2026-11-23' }, link(), NOW)]).toEqual(['day-past']);
});

test('a password is asked for, kept, replaced or taken away', () => {
  const open = link();
  expect([...faultsOf({ ...formOf(open), asks: true, password: 'short' }, open, NOW)]).toEqual([
    'password-short',
  ]);
  const shut = link({ password: true });
  expect(faultsOf(formOf(shut), shut, NOW).size).toBe(0);
  expect(changeOf({ ...formOf(shut), password: 'long enough' }, shut)).toEqual({ password: 'long enough' });
  expect(changeOf({ ...formOf(shut), asks: false }, shut)).toEqual({ password: null });
});

test('a limit is a whole number from one', () => {
  for (const limit of ['0', '-1', '1.5', 'x'])
    expect([...faultsOf({ ...formOf(link()), limit }, link(), NOW)]).toEqual(['limit-invalid']);
  expect(changeOf({ ...formOf(link()), limit: ' 7 ' }, link())).toEqual({ downloadLimit: 7 });
  expect(changeOf({ ...formOf(link()), limit: '' }, link({ downloadLimit: 7 }))).toEqual({
    downloadLimit: null,
  });
});
