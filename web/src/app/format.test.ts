import { describe, expect, it } from 'vitest';
import { formatDate, formatMoment, formatSize } from './format';

describe('formatSize', () => {
  it.each([
    [0, '0 B'],
    [1023, '1.023 B'],
    [1024, '1 KB'],
    [1536, '1,5 KB'],
    [10 * 1024, '10 KB'],
    [1024 * 1024 - 1, '1 MB'],
    [5.25 * 1024 ** 3, '5,3 GB'],
    [2 ** 60, '1.024 PB'],
  ])('%d bytes are %s', (bytes, shown) => {
    expect(formatSize(bytes, 'de-DE')).toBe(shown);
  });

  it('uses the decimal sign of the locale', () => {
    expect(formatSize(1536, 'en-GB')).toBe('1.5 KB');
  });
});

describe('formatDate', () => {
  const now = new Date(2026, 10, 23, 12, 0);
  const at = (...parts: [number, number, number, number]) => new Date(...parts).toISOString();

  it('shows the time for today', () => {
    expect(formatDate(at(2026, 10, 23, 9), 'de-DE', now)).toBe('09:00');
  });

  it('leaves the year away this year', () => {
    expect(formatDate(at(2026, 2, 5, 9), 'de-DE', now)).toBe('5. März');
  });

  it('shows the year of older dates', () => {
    expect(formatDate(at(2024, 2, 5, 9), 'en-GB', now)).toBe('5 Mar 2024');
  });
});

describe('formatMoment', () => {
  const now = new Date(2026, 10, 23, 12, 0);

  it('says "today" only today', () => {
    expect(formatMoment(new Date(2026, 10, 23, 9).toISOString(), 'de-DE', now)).toBe('heute, 09:00');
    expect(formatMoment(new Date(2026, 10, 22, 9).toISOString(), 'de-DE', now)).toBe('22. Nov.');
  });
});
