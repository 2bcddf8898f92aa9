import { expect, it } from 'vitest';
import { parseQuota, shownQuota } from './quota';

it.each([
  ['', null],
  ['  ', null],
  ['10', 10 * 1024 ** 3],
  ['1,5', 1.5 * 1024 ** 3],
  ['1.5', 1.5 * 1024 ** 3],
  ['0', 'invalid'],
  ['-3', 'invalid'],
  ['1.000,5', 'invalid'],
  ['viel', 'invalid'],
  ['99999999999999', 'invalid'],
])('%j is %j', (text, bytes) => {
  expect(parseQuota(text)).toBe(bytes);
});

it.each([
  [null, ''],
  [10 * 1024 ** 3, '10'],
  [1.5 * 1024 ** 3, '1,5'],
  [1234 * 1024 ** 3, '1234'],
  [60 * 1024 ** 2, '0,06'],
])('%j is shown as %j', (bytes, text) => {
  const german = new Intl.NumberFormat('de-DE');
  expect(shownQuota(bytes, (value) => german.format(value))).toBe(text);
});
