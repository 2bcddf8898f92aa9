import { expect, it } from 'vitest';
import { bestGrid, NARROWEST } from './grid';

it.each([
  [1, 1200, 700, 1, 1],
  [2, 1200, 700, 2, 1],
  [3, 1200, 700, 2, 2],
  [4, 1200, 700, 2, 2],
  [5, 1200, 700, 3, 2],
  [9, 1200, 700, 3, 3],
  [2, 360, 560, 1, 2],
  [4, 360, 560, 2, 2],
])('%i pictures in %i × %i stand in %i columns and %i rows', (n, width, height, columns, rows) => {
  const grid = bestGrid(n, width, height, 8);
  expect([grid.columns, grid.rows]).toEqual([columns, rows]);
});

it('never needs more room than there is, while pictures are recognisable', () => {
  for (let n = 1; n <= 16; n++) {
    const { columns, rows, width, height } = bestGrid(n, 1280, 640, 8);
    expect(columns * width + (columns - 1) * 8).toBeLessThanOrEqual(1280);
    expect(rows * height + (rows - 1) * 8).toBeLessThanOrEqual(640);
    expect(columns * rows).toBeGreaterThanOrEqual(n);
  }
});

it('grows beyond the window rather than show nobody', () => {
  const { columns, rows, width, height } = bestGrid(100, 360, 500, 8);
  expect(width).toBeGreaterThanOrEqual(NARROWEST);
  expect(columns * width + (columns - 1) * 8).toBeLessThanOrEqual(360);
  expect(rows * height).toBeGreaterThan(500);
});

it('bears rooms without size', () => {
  for (const n of [0, 1, 7]) expect(bestGrid(n, 0, 0, 8).width).toBeGreaterThanOrEqual(0);
});
