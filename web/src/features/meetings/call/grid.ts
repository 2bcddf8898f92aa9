export type Grid = { columns: number; rows: number; width: number; height: number };

/** The pictures' shape, as cameras send them. */
const SHAPE = 16 / 9;
/** Tall windows get pictures that are nearly square: two above each other are larger so. */
const TALLEST = 4 / 5;
/** Narrower than this nobody recognises anybody: the grid grows beyond the window instead. */
export const NARROWEST = 150;

/** How many columns show `n` pictures the largest in a room of this size, in pixels. */
export function bestGrid(n: number, width: number, height: number, gap: number): Grid {
  let best: Grid = { columns: 1, rows: n, width: 0, height: 0 };
  for (let columns = 1; columns <= n; columns++) {
    const rows = Math.ceil(n / columns);
    const cellWidth = (width - gap * (columns - 1)) / columns;
    const cellHeight = (height - gap * (rows - 1)) / rows;
    // A cell that is taller than the picture's shape may be filled up to a point.
    const shape = Math.min(SHAPE, Math.max(TALLEST, cellWidth / cellHeight));
    const shown = Math.min(cellWidth, cellHeight * shape);
    if (shown * (shown / shape) > best.width * best.height) {
      best = { columns, rows, width: shown, height: shown / shape };
    }
  }
  if (best.width >= NARROWEST || n === 0) return floored(best);
  const columns = Math.max(1, Math.min(n, Math.floor((width + gap) / (NARROWEST + gap))));
  const cell = (width - gap * (columns - 1)) / columns;
  return floored({ columns, rows: Math.ceil(n / columns), width: cell, height: cell / SHAPE });
}

function floored({ columns, rows, width, height }: Grid): Grid {
  return { columns, rows, width: Math.floor(Math.max(0, width)), height: Math.floor(Math.max(0, height)) };
}
