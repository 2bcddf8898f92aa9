import { fold } from '../../app/fold';
import type { Node } from './nodes';

/** What has every word of the text somewhere in its name, whatever the case and the accents. */
export function filterNodes(nodes: readonly Node[], text: string): readonly Node[] {
  const words = fold(text).split(' ').filter(Boolean);
  if (words.length === 0) return nodes;
  return nodes.filter((one) => {
    const name = fold(one.name);
    return words.every((word) => name.includes(word));
  });
}
