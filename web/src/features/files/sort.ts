import type { Node } from './nodes';

export const COLUMNS = ['name', 'size', 'modified'] as const;
export type Column = (typeof COLUMNS)[number];
export type Sort = { column: Column; descending: boolean };

export const FIRST_SORT: Sort = { column: 'name', descending: false };

/** A second click on a column turns it round. Sizes and dates begin with what people look for: the largest, the newest. */
export function sortedBy(current: Sort, column: Column): Sort {
  if (current.column === column) return { column, descending: !current.descending };
  return { column, descending: column !== 'name' };
}

/** Folders stay above files in either direction; equal entries stand by name, so that the order never jumps. */
export function sortNodes(nodes: readonly Node[], { column, descending }: Sort, locale: string): Node[] {
  const names = new Intl.Collator(locale, { numeric: true });
  const byName = (a: Node, b: Node) => names.compare(a.name, b.name);
  const direction = descending ? -1 : 1;
  return nodes.toSorted((a, b) => {
    if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1;
    return direction * compare(a, b, column, byName) || byName(a, b);
  });
}

function compare(a: Node, b: Node, column: Column, byName: (a: Node, b: Node) => number): number {
  switch (column) {
    case 'name':
      return byName(a, b);
    case 'size':
      return a.size - b.size;
    case 'modified':
      return Date.parse(a.modifiedAt) - Date.parse(b.modifiedAt);
  }
}
