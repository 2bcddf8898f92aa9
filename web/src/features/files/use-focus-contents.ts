import { useCanGoBack } from '@tanstack/react-router';
import { useEffect } from 'react';

/**
 * Whoever opened a folder by keyboard stands on a row that is gone: the focus goes on into what the folder holds. On the
 * first page of a visit it stays at the top, where the way to the content is offered.
 */
export function useFocusContents(): void {
  const cameFromHere = useCanGoBack();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the contents appear
  useEffect(() => {
    if (!cameFromHere) return;
    // Rows are drawn only after the list has been measured.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      const first = document.querySelector<HTMLElement>('.listing-items [role=row]');
      (first ?? document.getElementById('content'))?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, []);
}
