import { describe, expect, it } from 'vitest';
import { shownAs } from './shown-as';

const file = (name: string, type: string | null = null, size = 100) => ({
  kind: 'file' as const,
  name,
  type,
  size,
});

describe('shownAs', () => {
  it('goes by what the server says of the type', () => {
    expect(shownAs(file('a.png', 'image/png'))).toBe('picture');
    expect(shownAs(file('a.svg', 'image/svg+xml'))).toBe('picture');
    expect(shownAs(file('a.pdf', 'application/pdf'))).toBe('pdf');
    expect(shownAs(file('a.md', 'text/markdown'))).toBe('markdown');
    expect(shownAs(file('a.csv', 'text/csv'))).toBe('text');
    expect(shownAs(file('a.json', 'application/json'))).toBe('text');
    expect(shownAs(file('a.mp3', 'audio/mpeg'))).toBe('audio');
    expect(shownAs(file('a.webm', 'video/webm'))).toBe('video');
  });

  it('shows source code, and pages as their source', () => {
    expect(shownAs(file('a.html', 'text/html'))).toBe('text');
    expect(shownAs(file('main.rs'))).toBe('text');
  });

  it('has documents made into PDF', () => {
    expect(shownAs(file('a.docx', 'application/vnd.openxml'))).toBe('office');
    expect(shownAs(file('A.ODS'))).toBe('office');
    expect(shownAs(file('docx.txt', 'text/plain'))).toBe('text');
  });

  it('looks into small files whose names say nothing', () => {
    expect(shownAs(file('Makefile'))).toBe('text');
    expect(shownAs(file('.gitignore'))).toBe('text');
    expect(shownAs(file('Makefile', null, 2 << 20))).toBe('nothing');
  });

  it('shows nothing of what no browser can', () => {
    expect(shownAs(file('a.zip', 'application/zip'))).toBe('nothing');
    expect(shownAs(file('a.tiff', 'image/tiff'))).toBe('nothing');
    expect(shownAs(file('a.blob'))).toBe('nothing');
  });
});
