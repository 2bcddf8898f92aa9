import { useSyncExternalStore } from 'react';
import type { Node } from '../nodes';

export type Deed = 'move' | 'copy';

/** What was cut or copied, until it is pasted or something else is. It belongs to this window, not to a page. */
export type Clip = { deed: Deed; nodes: readonly Node[] };

let clip: Clip | null = null;
let cut: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

export function setClip(next: Clip | null): void {
  clip = next;
  cut = new Set(next?.deed === 'move' ? next.nodes.map((one) => one.id) : []);
  for (const listener of listeners) listener();
}

export function currentClip(): Clip | null {
  return clip;
}

export function useClip(): Clip | null {
  return useSyncExternalStore(subscribe, () => clip);
}

/** Rows ask for themselves, so that no list has to be drawn again. */
export function useIsCut(id: string): boolean {
  return useSyncExternalStore(subscribe, () => cut.has(id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
