import { describe, expect, it } from 'vitest';
import { kindOf, opensAs } from './kinds';

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

describe('opensAs', () => {
  it('shows pictures and PDF, and never what could run', () => {
    expect(opensAs(file('a.png', 'image/png'))).toBe('image');
    expect(opensAs(file('a.pdf', 'application/pdf'))).toBe('tab');
    expect(opensAs(file('a.svg', 'image/svg+xml'))).toBe('download');
    expect(opensAs(file('a.html', 'text/html'))).toBe('download');
    expect(opensAs(file('a.bin'))).toBe('download');
  });
});
