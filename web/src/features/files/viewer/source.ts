import { API } from '../../../app/api';
import type { Node } from '../nodes';

/** Where what is shown comes from: one's own files, or those of a link. */
export type Source = {
  content: (node: Node, inline?: boolean) => string;
};

/** @param base below which the nodes are: nothing for one's own, `/links/TOKEN` for a link's */
export function sourceAt(base: string): Source {
  const at = (node: Node) => `${API}${base}/nodes/${node.id}`;
  return {
    content: (node, inline = false) => `${at(node)}/content${inline ? '?inline=1' : ''}`,
  };
}

export const OWN_FILES = sourceAt('');
