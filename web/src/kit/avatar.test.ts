import { expect, it } from 'vitest';
import { initials } from './avatar';

it.each([
  ['Maria Schneider', 'MS'],
  ['Maria von der Schneider', 'MS'],
  ['änne', 'Ä'],
  ['  ', ''],
  ['Jo – Li', 'JL'],
])('the initials of %j are %j', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
