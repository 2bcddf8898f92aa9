import { useSyncExternalStore } from 'react';

export type Toast = {
  id: number;
  tone: 'plain' | 'danger';
  text: string;
  action?: { label: string; run: () => void } | undefined;
};

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

/** @returns what names the message, for those who take it away again */
export function showToast(
  text: string,
  options: { tone?: Toast['tone']; action?: Toast['action'] } = {},
): number {
  const toast: Toast = { id: nextId++, tone: options.tone ?? 'plain', text, action: options.action };
  // More than three at once nobody reads.
  publish([...toasts, toast].slice(-3));
  return toast.id;
}

export function dismissToast(id: number): void {
  publish(toasts.filter((one) => one.id !== id));
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, () => toasts);
}

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
