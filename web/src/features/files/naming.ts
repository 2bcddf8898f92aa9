import type { Texts } from '../../app/texts/catalogue';

const LONGEST_NAME_BYTES = 250;

/** What is wrong with a name before the server is asked; null when nothing is. */
export function judgeFileName(name: string, taken: ReadonlySet<string>, t: Texts): string | null {
  const trimmed = name.trim();
  if (trimmed === '') return t.files.nameEmpty;
  if (trimmed.includes('/')) return t.files.nameSlash;
  if (trimmed === '.' || trimmed === '..') return t.files.nameDots;
  if (new TextEncoder().encode(trimmed).length > LONGEST_NAME_BYTES) return t.files.nameLong;
  return taken.has(trimmed) ? t.files.nameTaken : null;
}

/** The name the server will choose when both are kept, to say it beforehand: "name (2).ext". */
export function keepBothName(name: string, taken: ReadonlySet<string>): string {
  const { stem, ending } = splitName(name);
  for (let n = 2; ; n++) {
    const candidate = `${stem} (${n})${ending}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** The part before the ending, which is what one means when renaming. ".profile" has no ending. */
export function splitName(name: string): { stem: string; ending: string } {
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return { stem: name, ending: '' };
  return { stem: name.slice(0, dot), ending: name.slice(dot) };
}
