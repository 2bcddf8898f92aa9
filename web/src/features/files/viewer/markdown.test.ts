import { describe, expect, it } from 'vitest';
import { rendered } from './markdown';

describe('Markdown', () => {
  it('has headings, lists, tables and code', () => {
    expect(rendered('# Titel\n\n* eins\n* zwei')).toContain('<h1>Titel</h1>');
    expect(rendered('|a|b|\n|-|-|\n|1|2|')).toContain('<table>');
    expect(rendered('```java\nint a = 1 < 2;\n```')).toContain('1 &lt; 2');
  });

  it('keeps markup text', () => {
    for (const bad of [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      'a <iframe src="//x"></iframe> b',
    ]) {
      expect(rendered(bad)).not.toMatch(/<(script|img|iframe)/);
    }
  });

  it('leads out of the page or nowhere', () => {
    expect(rendered('[a](https://example.org)')).toContain('rel="noopener noreferrer nofollow"');
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', '/api/v1/session', '../andere.md']) {
      expect(rendered(`[a](${bad})`)).not.toContain('href');
    }
  });

  it('loads no pictures', () => {
    const html = rendered('![Ein Baum](https://example.org/baum.png)');
    expect(html).toContain('Ein Baum');
    expect(html).not.toContain('<img');
    expect(html).not.toContain('baum.png');
  });

  it('escapes what stands for a picture', () => {
    expect(rendered('![<b>x</b>](https://example.org/a.png)')).not.toContain('<b>');
  });
});
