export type Piece = { from: number; size: number };

/** How many bytes from the beginning have arrived without a gap: where to go on. */
export function unbroken(pieces: readonly Piece[]): number {
  let end = 0;
  for (const { from, size } of pieces.toSorted((a, b) => a.from - b.from)) {
    if (from !== end) return end;
    end += size;
  }
  return end;
}
