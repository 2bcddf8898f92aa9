import './avatar.css';

/** The first letters of the first and the last word: "Maria von Schneider" is MS. */
export function initials(name: string): string {
  const words = name.split(/[\s,]+/).filter((word) => /\p{L}|\p{N}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return chosen.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('');
}

export function Avatar({ name }: { name: string }) {
  return (
    // Through the style sheet, because as text the letters would count as a label beside the name they repeat.
    <span className="avatar" data-initials={initials(name)} aria-hidden="true" />
  );
}
