import type { Node, Step } from '../nodes';
import type { Deed } from './clipboard';

/** What to do when the name is taken: the API's own words. */
export type Conflict = 'fail' | 'replace' | 'rename';

export type Target = { id: string; name: string; path: readonly Step[] };
export type Piece = { node: Node; conflict: Conflict; mayReplace: boolean };

/** What there is to do: nothing for what lies there already; a copy beside its original gets a number unasked. */
export function planned(deed: Deed, nodes: readonly Node[], target: Target): Piece[] {
  return nodes
    .filter((one) => deed === 'copy' || one.parent !== target.id)
    .map((node) => ({
      node,
      conflict: node.parent === target.id ? 'rename' : 'fail',
      mayReplace: node.kind === 'file',
    }));
}

/** The first that would have to go into itself. */
export function intoItself(nodes: readonly Node[], target: Target): Node | undefined {
  const way = new Set(target.path.map((one) => one.id));
  return nodes.find((one) => way.has(one.id));
}

export type Decision = 'replace' | 'rename' | 'skip';

/**
 * What was answered, applied to what was asked about. Who wants a folder replaced is asked again for it: a folder is
 * never replaced, neither here nor on the server.
 */
export function decided(pieces: readonly Piece[], decision: Decision): { again: Piece[]; open: Piece[] } {
  if (decision === 'skip') return { again: [], open: [] };
  const can = (one: Piece) => decision === 'rename' || one.mayReplace;
  return {
    again: pieces.filter(can).map((one) => ({ ...one, conflict: decision })),
    open: pieces.filter((one) => !can(one)),
  };
}
