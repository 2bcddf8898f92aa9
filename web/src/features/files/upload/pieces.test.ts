import { describe, expect, it } from 'vitest';
import { unbroken } from './pieces';

describe('unbroken', () => {
  it('goes as far as there is no gap', () => {
    expect(unbroken([])).toBe(0);
    expect(unbroken([{ from: 0, size: 8 }])).toBe(8);
    expect(
      unbroken([
        { from: 8, size: 8 },
        { from: 0, size: 8 },
        { from: 24, size: 8 },
      ]),
    ).toBe(16);
    expect(unbroken([{ from: 8, size: 8 }])).toBe(0);
  });
});
