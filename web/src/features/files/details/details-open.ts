import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const keyOf = (person: string) => `allmende.details.${person}`;

/** Whether details stand beside folders: remembered for each person, in this browser. */
export function openDetails(person: string, open: boolean): void {
  localStorage.setItem(keyOf(person), open ? 'open' : 'closed');
  for (const listener of listeners) listener();
}

export function useDetailsOpen(person: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(keyOf(person)) === 'open',
  );
}
