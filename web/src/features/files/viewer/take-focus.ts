/**
 * What scrolls takes the focus, so that the keys move it at once; but not from somebody who is walking through the files
 * by button.
 */
export function takeFocus(element: HTMLElement | null): void {
  if (!document.activeElement?.closest('.viewer-steps')) element?.focus({ preventScroll: true });
}
