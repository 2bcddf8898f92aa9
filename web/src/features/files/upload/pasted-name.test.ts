import { describe, expect, it } from 'vitest';
import { pastedName } from './pasted-name';

describe('pastedName', () => {
  const now = new Date(2026, 2, 1, 14, 5, 9);

  it('dates what has no name', () => {
    expect(pastedName({ name: 'image.png' }, now, 'Bildschirmfoto')).toBe(
      'Bildschirmfoto 2026-03-01 14.05.09.png',
    );
  });

  it('leaves names alone', () => {
    expect(pastedName({ name: 'Plan.pdf' }, now, 'Bildschirmfoto')).toBe('Plan.pdf');
    expect(pastedName({ name: 'image.pdf' }, now, 'Bildschirmfoto')).toBe('image.pdf');
  });
});
