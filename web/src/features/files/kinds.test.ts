import { describe, expect, it } from 'vitest';
import { kindOf, opensInTab } from './kinds';

const file = (name: string, type: string | null = null) => ({ kind: 'file' as const, name, type });

describe('kindOf', () => {
  it.each([
    [file('Haushalt.XLSX'), 'sheet'],
    [file('Bescheid.pdf', 'application/octet-stream'), 'pdf'],
    [file('Makefile', 'text/plain'), 'text'],
    [file('ton', 'audio/ogg'), 'audio'],
    [file('unbekannt.qqq'), 'other'],
    [{ kind: 'folder' as const, name: 'archiv.zip', type: null }, 'folder'],
  ])('%j', (node, kind) => {
    expect(kindOf(node)).toBe(kind);
  });
});

describe('opensInTab', () => {
  it('is for what browsers show and cannot be made to run', () => {
    expect(opensInTab(file('a.png', 'image/png'))).toBe(true);
    expect(opensInTab(file('a.pdf', 'application/pdf'))).toBe(true);
    expect(opensInTab(file('a.svg', 'image/svg+xml'))).toBe(false);
    expect(opensInTab(file('a.html', 'text/html'))).toBe(false);
    expect(opensInTab(file('a.bin'))).toBe(false);
  });
});
