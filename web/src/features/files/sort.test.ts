import { describe, expect, it } from 'vitest';
import type { Node } from './nodes';
import { FIRST_SORT, sortedBy, sortNodes } from './sort';

const node = (name: string, more: Partial<Node> = {}): Node => ({
  id: name,
  parent: '1',
  space: '1',
  kind: 'file',
  name,
  size: 0,
  modifiedAt: '2026-01-01T00:00:00Z',
  etag: '',
  type: null,
  preview: false,
  locked: false,
  shared: false,
  can: [],
  ...more,
});

const names = (nodes: Node[]) => nodes.map((one) => one.name);

describe('sortNodes', () => {
  it('counts numbers as numbers', () => {
    const sorted = sortNodes([node('Seite 10'), node('Seite 2'), node('Seite 1')], FIRST_SORT, 'de-DE');
    expect(names(sorted)).toEqual(['Seite 1', 'Seite 2', 'Seite 10']);
  });

  it('puts umlauts beside their vowels', () => {
    const sorted = sortNodes(
      [node('Zaun'), node('Äpfel'), node('Birne'), node('apfel')],
      FIRST_SORT,
      'de-DE',
    );
    expect(names(sorted)).toEqual(['apfel', 'Äpfel', 'Birne', 'Zaun']);
  });

  it('keeps folders above files in both directions', () => {
    const nodes = [node('a'), node('z', { kind: 'folder' }), node('m', { kind: 'folder' })];
    expect(names(sortNodes(nodes, { column: 'name', descending: true }, 'de'))).toEqual(['z', 'm', 'a']);
  });

  it('orders equal sizes by name, also when descending', () => {
    const nodes = [node('b', { size: 1 }), node('a', { size: 1 }), node('c', { size: 9 })];
    expect(names(sortNodes(nodes, { column: 'size', descending: true }, 'de'))).toEqual(['c', 'a', 'b']);
  });

  it('compares times, not texts', () => {
    const early = node('early', { modifiedAt: '2026-01-01T23:30:00-05:00' });
    const late = node('late', { modifiedAt: '2026-01-02T05:00:00Z' });
    expect(names(sortNodes([late, early], { column: 'modified', descending: false }, 'de'))).toEqual([
      'early',
      'late',
    ]);
  });

  it('leaves the given list alone', () => {
    const nodes = [node('b'), node('a')];
    sortNodes(nodes, FIRST_SORT, 'de');
    expect(names(nodes)).toEqual(['b', 'a']);
  });
});

describe('sortedBy', () => {
  it('turns round on the second click', () => {
    expect(sortedBy(FIRST_SORT, 'name')).toEqual({ column: 'name', descending: true });
  });

  it('begins with the newest and the largest', () => {
    expect(sortedBy(FIRST_SORT, 'modified').descending).toBe(true);
    expect(sortedBy(FIRST_SORT, 'size').descending).toBe(true);
  });
});
