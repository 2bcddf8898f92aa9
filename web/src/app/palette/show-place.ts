/** Longer than any page takes to come. */
const PATIENCE = 4000;
const SHOWN_FOR = 2400;

/**
 * Lets a control shine for a moment, so that one finds it oneself the next time. Controls are named by `data-place`; one
 * that is not there yet is waited for.
 */
export function showPlace(place: string): void {
  const started = performance.now();
  const look = () => {
    const control = document.querySelector<HTMLElement>(`[data-place="${place}"]`);
    if (control) return shine(control);
    if (performance.now() - started < PATIENCE) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function shine(control: HTMLElement): void {
  control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  control.dataset.shown = '';
  setTimeout(() => delete control.dataset.shown, SHOWN_FOR);
}
