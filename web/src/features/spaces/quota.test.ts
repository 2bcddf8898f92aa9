import { expect, it } from 'vitest';
import { parseQuota } from './quota';

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
