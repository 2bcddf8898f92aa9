import { describe, expect, it } from 'vitest';
import { coloured, languageOf } from './languages';

describe('languageOf', () => {
  it('goes by the ending, or by the whole name', () => {
    expect(languageOf('Main.JAVA')).toBe('java');
    expect(languageOf('Makefile')).toBe('makefile');
    expect(languageOf('Notizen.txt')).toBeUndefined();
    expect(languageOf('constructor')).toBeUndefined();
  });
});

describe('coloured', () => {
  it('marks words and lets nothing of the text become markup', async () => {
    const html = await coloured('<script>alert("x")</script>', 'xml');
    expect(html).toContain('hljs-');
    expect(html).not.toContain('<script');
  });

  it('leaves large texts alone', async () => {
    expect(await coloured('a'.repeat(300 << 10), 'java')).toBeNull();
    expect(await coloured('a', 'no such language')).toBeNull();
  });
});
