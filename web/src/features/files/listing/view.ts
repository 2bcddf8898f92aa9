import { useSyncExternalStore } from 'react';

/** How a folder is shown: remembered for each person, in this browser. */
export type View = 'list' | 'tiles';

const listeners = new Set<() => void>();
const keyOf = (person: string) => `allmende.view.${person}`;

export function chooseView(person: string, view: View): void {
  localStorage.setItem(keyOf(person), view);
  for (const listener of listeners) listener();
}

export function useView(person: string): View {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (localStorage.getItem(keyOf(person)) === 'tiles' ? 'tiles' : 'list'),
  );
}
