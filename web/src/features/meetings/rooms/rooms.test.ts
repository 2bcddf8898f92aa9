import { expect, it } from 'vitest';
import { formatMillis, formatRate, formatShare, lossOf, rateOf } from './rooms';

it.each([
  [0, '0 kbit/s'],
  [32_400, '32 kbit/s'],
  [999_400, '999 kbit/s'],
  [999_600, '1 Mbit/s'],
  [1_740_000, '1,7 Mbit/s'],
])('%i bits a second are %s', (bits, text) => {
  expect(formatRate(bits, 'de-DE')).toBe(text);
});

it('writes times and shares as the locale does', () => {
  expect(formatMillis(0.23, 'de-DE')).toBe('0,2 ms');
  expect(formatMillis(41.6, 'en-GB')).toBe('42 ms');
  expect(formatShare(0.0123, 'en-GB')).toBe('1.2%');
});

it('knows what share is lost, whatever the counters say', () => {
  expect(lossOf({ packets: 95, lost: 5 })).toBeCloseTo(0.05);
  expect(lossOf({ packets: 0, lost: 0 })).toBe(0);
  // A packet that came twice counts as less than none.
  expect(lossOf({ packets: 10, lost: -1 })).toBe(0);
});

it('adds the encodings up', () => {
  expect(rateOf({ layers: [100, 400, 1500] })).toBe(2000);
  expect(rateOf({ layers: [] })).toBe(0);
});
