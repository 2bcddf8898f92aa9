export const SHORTEST_PASSWORD = 10;

export type Strength = 'short' | 'guessable' | 'fair' | 'strong';

const COMMON = [
  'passwort',
  'password',
  'kennwort',
  'geheim',
  'secret',
  'hallo',
  'welcome',
  'willkommen',
  'admin',
  'schatz',
  'sommer',
  'winter',
  'letmein',
  'iloveyou',
  'allmende',
  'nextcloud',
];

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertzuiopü',
  'qwertyuiop',
  'asdfghjklöä',
  'yxcvbnm',
];

/**
 * Counts how many characters an attacker really has to guess: a well-known word, one's own name, a keyboard row or a
 * repetition costs about one guess each, however long it looks. Mixed character classes count for nothing; length does.
 */
export function judgePassword(password: string, ownWords: readonly string[] = []): Strength {
  if ([...password].length < SHORTEST_PASSWORD) return 'short';
  const effective = effectiveLength(password.toLowerCase(), ownWords);
  if (effective < 8) return 'guessable';
  return effective < 14 ? 'fair' : 'strong';
}

function effectiveLength(password: string, ownWords: readonly string[]): number {
  const words = ownWords
    .flatMap((one) => one.toLowerCase().split(/[\s.@_-]+/))
    .filter((one) => one.length > 2);
  let rest = password;
  for (const word of [...COMMON, ...words]) rest = rest.replaceAll(word, '\u0001');
  rest = rest.replace(/(19|20)\d\d/g, '\u0001');
  let count = 0;
  let previous = '';
  for (const character of rest) {
    if (!continues(previous, character)) count++;
    previous = character;
  }
  return Math.min(count, new Set(rest).size * 2);
}

/** "aaa", "cde" and "zui" are each one idea, not three characters. */
function continues(previous: string, character: string): boolean {
  if (previous === '') return false;
  if (previous === character) return true;
  return ROWS.some((row) => row.includes(previous + character) || row.includes(character + previous));
}
