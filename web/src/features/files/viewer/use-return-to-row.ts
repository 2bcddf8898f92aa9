import { type RefObject, useEffect, useRef } from 'react';
import type { Node } from '../nodes';

/**
 * Whoever closes a file stands on its row: the last one looked at, which need not be the one that was opened.
 *
 * @returns whether the page began with a file
 */
export function useReturnToRow(
  nodes: readonly Node[],
  opened: Node | undefined,
  choose: (node: Node) => void,
): RefObject<boolean> {
  const direct = useRef(opened !== undefined);
  const last = useRef<Node | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is open matters
  useEffect(() => {
    const closed = last.current;
    last.current = opened;
    if (!opened) direct.current = false;
    if (opened || !closed) return;
    const at = nodes.findIndex((one) => one.id === closed.id);
    if (at < 0) return;
    choose(closed);
    // Only rows in sight exist; all are of one height.
    const list = document.querySelector<HTMLElement>('.listing-items');
    if (list && !rowOf(closed.id)) list.scrollTop = (at / nodes.length) * list.scrollHeight;
    // After the dialog has given the focus back to where it was opened.
    const timer = setTimeout(() => rowOf(closed.id)?.focus(), 50);
    return () => clearTimeout(timer);
  }, [opened]);
  return direct;
}

function rowOf(id: string): HTMLElement | null {
  return document.querySelector(`.listing-items [data-key="${CSS.escape(id)}"]`);
}
