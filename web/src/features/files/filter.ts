import { fold } from '../../app/fold';
import type { Node } from './nodes';

/** Folding takes longest, and a name is compared with every letter that is typed. */
const folded = new WeakMap<Node, string>();

function nameOf(node: Node): string {
  const known = folded.get(node) ?? fold(node.name);
  folded.set(node, known);
  return known;
}

/** What has every word of the text somewhere in its name, whatever the case and the accents. */
export function filterNodes(nodes: readonly Node[], text: string): readonly Node[] {
  const words = fold(text).split(' ').filter(Boolean);
  if (words.length === 0) return nodes;
  return nodes.filter((one) => {
    const name = nameOf(one);
    return words.every((word) => name.includes(word));
  });
}
