import { expect, test } from 'vitest';
import { placeOf } from './places';

test.each([
  ['/', 'home'],
  ['/files', 'files'],
  ['/files/12', 'files'],
  ['/trash/3', 'files'],
  ['/meetings', 'meetings'],
  ['/settings', undefined],
  ['/filesystem', undefined],
])('%s belongs to %s', (path, place) => {
  expect(placeOf(path)).toBe(place);
});
