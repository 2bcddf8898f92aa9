import { useSyncExternalStore } from 'react';

export const APPEARANCES = ['system', 'light', 'dark', 'contrast'] as const;
export type Appearance = (typeof APPEARANCES)[number];

const KEY = 'allmende.appearance';
const dark = matchMedia('(prefers-color-scheme: dark)');
const contrast = matchMedia('(prefers-contrast: more)');
const listeners = new Set<() => void>();

function current(): Appearance {
  const stored = localStorage.getItem(KEY);
  return APPEARANCES.find((one) => one === stored) ?? 'system';
}

/** The style sheets know only the outcome: which scheme, and whether more contrast is wanted. */
function apply(): void {
  const chosen = current();
  const fixed = chosen === 'light' || chosen === 'dark';
  const scheme = fixed ? chosen : dark.matches ? 'dark' : 'light';
  const root = document.documentElement;
  root.dataset.scheme = scheme;
  root.dataset.contrast = chosen === 'contrast' || contrast.matches ? 'more' : 'normal';
}

export function startAppearance(): void {
  apply();
  dark.addEventListener('change', apply);
  contrast.addEventListener('change', apply);
}

export function chooseAppearance(appearance: Appearance): void {
  localStorage.setItem(KEY, appearance);
  apply();
  for (const listener of listeners) listener();
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(subscribe, current);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
