import { useSyncExternalStore } from 'react';
import type { Deed } from './clipboard';
import type { Decision, Piece } from './plan';

export type Question = { pieces: readonly Piece[]; answer: (decision: Decision, forAll: boolean) => void };

/** Things that are on their way from one folder to another. They go on while one walks through folders. */
export type Transfer = {
  id: number;
  deed: Deed;
  target: string;
  done: number;
  total: number;
  question: Question | null;
  cancel: () => void;
};

let transfers: readonly Transfer[] = [];
const listeners = new Set<() => void>();

export function useTransfers(): readonly Transfer[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => transfers,
  );
}

export function show(transfer: Transfer): void {
  publish([...transfers.filter((one) => one.id !== transfer.id), transfer]);
}

export function put(id: number, change: Partial<Transfer>): void {
  publish(transfers.map((one) => (one.id === id ? { ...one, ...change } : one)));
}

export function remove(id: number): void {
  publish(transfers.filter((one) => one.id !== id));
}

function publish(next: readonly Transfer[]): void {
  transfers = next;
  for (const listener of listeners) listener();
}
