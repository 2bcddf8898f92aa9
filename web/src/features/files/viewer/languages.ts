import type { LanguageFn } from 'highlight.js';
import hljs from 'highlight.js/lib/core';

/** More than this is not coloured: it would hold the page up. */
const MOST_COLOURED = 256 << 10;

type Load = () => Promise<{ default: LanguageFn }>;

const LOADS: Record<string, Load> = {
  bash: () => import('highlight.js/lib/languages/bash'),
  c: () => import('highlight.js/lib/languages/c'),
  cpp: () => import('highlight.js/lib/languages/cpp'),
  csharp: () => import('highlight.js/lib/languages/csharp'),
  css: () => import('highlight.js/lib/languages/css'),
  diff: () => import('highlight.js/lib/languages/diff'),
  dockerfile: () => import('highlight.js/lib/languages/dockerfile'),
  go: () => import('highlight.js/lib/languages/go'),
  ini: () => import('highlight.js/lib/languages/ini'),
  java: () => import('highlight.js/lib/languages/java'),
  javascript: () => import('highlight.js/lib/languages/javascript'),
  json: () => import('highlight.js/lib/languages/json'),
  kotlin: () => import('highlight.js/lib/languages/kotlin'),
  latex: () => import('highlight.js/lib/languages/latex'),
  lua: () => import('highlight.js/lib/languages/lua'),
  makefile: () => import('highlight.js/lib/languages/makefile'),
  perl: () => import('highlight.js/lib/languages/perl'),
  php: () => import('highlight.js/lib/languages/php'),
  powershell: () => import('highlight.js/lib/languages/powershell'),
  python: () => import('highlight.js/lib/languages/python'),
  ruby: () => import('highlight.js/lib/languages/ruby'),
  rust: () => import('highlight.js/lib/languages/rust'),
  sql: () => import('highlight.js/lib/languages/sql'),
  swift: () => import('highlight.js/lib/languages/swift'),
  typescript: () => import('highlight.js/lib/languages/typescript'),
  xml: () => import('highlight.js/lib/languages/xml'),
  yaml: () => import('highlight.js/lib/languages/yaml'),
};

const ENDINGS: readonly [string, string][] = [
  ['bash', 'sh bash zsh'],
  ['c', 'c h'],
  ['cpp', 'cc cpp cxx hh hpp'],
  ['csharp', 'cs'],
  ['css', 'css scss less'],
  ['diff', 'diff patch'],
  ['dockerfile', 'dockerfile'],
  ['go', 'go'],
  ['ini', 'ini toml cfg conf properties env'],
  ['java', 'java'],
  ['javascript', 'js mjs cjs jsx'],
  ['json', 'json geojson webmanifest'],
  ['kotlin', 'kt kts'],
  ['latex', 'tex sty'],
  ['lua', 'lua'],
  ['makefile', 'makefile mk'],
  ['perl', 'pl pm'],
  ['php', 'php'],
  ['powershell', 'ps1 psm1'],
  ['python', 'py'],
  ['ruby', 'rb gemfile rakefile'],
  ['rust', 'rs'],
  ['sql', 'sql'],
  ['swift', 'swift'],
  ['typescript', 'ts mts cts tsx'],
  ['xml', 'xml xsd xsl html htm xhtml svg plist'],
  ['yaml', 'yaml yml'],
];

const LANGUAGE_OF = new Map(
  ENDINGS.flatMap(([language, all]) => all.split(' ').map((one) => [one, language])),
);

/** The language that a file's name tells. A name without an ending may tell it as a whole. */
export function languageOf(name: string): string | undefined {
  return LANGUAGE_OF.get((name.split('.').at(-1) ?? '').toLowerCase());
}

/** The text as HTML in which the language's words are marked; everything of the text itself is escaped. */
export async function coloured(text: string, language: string): Promise<string | null> {
  const load = LOADS[language];
  if (!load || text.length > MOST_COLOURED) return null;
  if (!hljs.getLanguage(language)) hljs.registerLanguage(language, (await load()).default);
  return hljs.highlight(text, { language, ignoreIllegals: true }).value;
}
