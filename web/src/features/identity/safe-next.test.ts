import { expect, it } from 'vitest';
import { safeNext } from './safe-next';

it.each(['/', '/files/12', '/settings/devices?x=1#y'])('%j is ours', (next) => {
  expect(safeNext(next)).toBe(next);
});

it.each([
  undefined,
  '',
  'files',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
])('%j is not', (next) => {
  expect(safeNext(next)).toBe('/');
});
