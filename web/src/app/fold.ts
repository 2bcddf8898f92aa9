/**
 * Names as they are compared when somebody looks for them, as the server's `names.fold` does for the Latin alphabet:
 * Müller, Mueller and Muller are the same, so are Straße and Strasse.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe')
    .replace(/([aou])e/g, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether each word of the text begins a word of the name; both are folded. */
export function matches(name: string, text: string): boolean {
  const padded = ` ${name}`;
  return text.split(' ').every((word) => padded.includes(` ${word}`));
}
