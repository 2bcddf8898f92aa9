import { codeOf } from '../../../app/problem';
import { eachOf } from '../actions/each-of';
import { copyTo, discard, moveTo, type Node, type Placed } from '../nodes';
import { restore } from '../trash/trash';
import type { Deed } from './clipboard';
import { put, remove, show } from './desk';
import { type Decision, decided, type Piece, planned, type Target } from './plan';

export type Arrived = { before: Node; after: Placed };
export type Outcome = { arrived: Arrived[]; failed: { node: Node; error: unknown }[] };

let nextId = 1;

/** Moves or copies everything, and asks about names that are taken once the rest is done. */
export async function transfer(deed: Deed, nodes: readonly Node[], target: Target): Promise<Outcome> {
  const id = nextId++;
  const outcome: Outcome = { arrived: [], failed: [] };
  let waiting = planned(deed, nodes, target);
  if (waiting.length === 0) return outcome;
  const abort = new AbortController();
  let done = 0;
  show({
    id,
    deed,
    target: target.name,
    done,
    total: waiting.length,
    question: null,
    cancel: () => abort.abort(),
  });
  try {
    while (waiting.length > 0 && !abort.signal.aborted) {
      const taken: Piece[] = [];
      const result = await eachOf(waiting, async (piece) => {
        if (abort.signal.aborted) return;
        const call = deed === 'move' ? moveTo : copyTo;
        const after = await call(piece.node.id, target.id, piece.conflict);
        outcome.arrived.push({ before: piece.node, after });
        put(id, { done: ++done });
      });
      for (const { item, error } of result.failed) {
        if (codeOf(error) !== 'exists') outcome.failed.push({ node: item.node, error });
        // The name turned out to be a folder's: there is nothing to replace.
        else taken.push({ ...item, mayReplace: item.mayReplace && item.conflict !== 'replace' });
      }
      waiting = abort.signal.aborted ? [] : await asked(id, taken);
    }
  } finally {
    remove(id);
  }
  return outcome;
}

/** One question after the other, as long as the answers are not for all. */
async function asked(id: number, taken: readonly Piece[]): Promise<Piece[]> {
  const again: Piece[] = [];
  let open: readonly Piece[] = taken;
  while (open.length > 0) {
    const pieces = open;
    const { decision, forAll } = await new Promise<{ decision: Decision; forAll: boolean }>((resolve) => {
      put(id, {
        question: { pieces, answer: (decision, forAll) => resolve({ decision, forAll }) },
      });
    });
    const meant = forAll ? pieces : pieces.slice(0, 1);
    const result = decided(meant, decision);
    again.push(...result.again);
    open = [...result.open, ...pieces.slice(meant.length)];
  }
  put(id, { question: null });
  return again;
}

/** What was moved goes back to its folder and its name; what it replaced comes out of the trash. */
export async function takeBack(deed: Deed, arrived: readonly Arrived[]): Promise<Outcome> {
  const result = await eachOf(arrived, async (one): Promise<Arrived> => {
    const { before, after } = one;
    if (deed === 'copy') await discard(after.id);
    else if (before.parent !== null) await moveTo(after.id, before.parent, 'rename', before.name);
    if (after.replaced !== undefined) await restore(after.replaced);
    return one;
  });
  return {
    arrived: result.done,
    failed: result.failed.map(({ item, error }) => ({ node: item.before, error })),
  };
}
