import { expect, it } from 'vitest';
import { folderOfItem, latestFirst, type TrashItem } from './trash';

const item = (more: Partial<TrashItem>): TrashItem => ({
  id: '1',
  name: 'a.txt',
  kind: 'file',
  size: 1,
  originalPath: 'a.txt',
  deletedAt: '2026-01-01T00:00:00Z',
  deletedBy: null,
  ...more,
});

it.each([
  ['a.txt', 'Meine Dateien'],
  ['/a.txt', 'Meine Dateien'],
  ['Bau/Pläne/a.txt', 'Bau / Pläne'],
])('%j lay in %j', (originalPath, folder) => {
  expect(folderOfItem(item({ originalPath }), 'Meine Dateien')).toBe(folder);
});

it('shows what was deleted last on top', () => {
  const items = [item({ id: 'old' }), item({ id: 'new', deletedAt: '2026-02-01T00:00:00Z' })];
  expect(latestFirst(items).map((one) => one.id)).toEqual(['new', 'old']);
});
