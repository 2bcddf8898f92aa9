/** German and English both know exactly two forms, and use "one" for 1 alone. */
export function plural(n: number, one: string, other: string): string {
  return n === 1 ? one : other;
}
