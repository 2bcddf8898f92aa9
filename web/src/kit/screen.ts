import { useSyncExternalStore } from 'react';

/** Whether a media query holds, followed while the window changes. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
}

/** The same width at which the style sheets turn to one column. */
export function useIsPhone(): boolean {
  return useMediaQuery('(max-width: 40rem)');
}
