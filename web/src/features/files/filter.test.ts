import { expect, it } from 'vitest';
import { filterNodes } from './filter';
import type { Node } from './nodes';

const nodes = ['Müller Rechnung.pdf', 'mueller-brief.odt', 'Straßenplan 2026.png'].map(
  (name) => ({ id: name, name }) as Node,
);
const found = (text: string) => filterNodes(nodes, text).map((one) => one.name);

it('finds parts of names, whatever the case and the accents', () => {
  expect(found('mull')).toEqual(['Müller Rechnung.pdf', 'mueller-brief.odt']);
  expect(found('STRASSE')).toEqual(['Straßenplan 2026.png']);
  expect(found('plan png')).toEqual(['Straßenplan 2026.png']);
});

it('finds everything without a word, and nothing for a word that is nowhere', () => {
  expect(found('  ')).toHaveLength(3);
  expect(found('müller 2026')).toEqual([]);
});
