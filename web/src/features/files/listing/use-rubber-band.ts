import { type PointerEvent as Pressed, type RefObject, useRef } from 'react';
import type { Key } from 'react-aria-components';
import { type LayoutInfo, Rect } from 'react-aria-components';
import { GRIPS } from './use-drag-items';

/** So far a press may tremble and still be a click. */
const TREMOR = 5;
/** From so near the edge on, the list follows. */
const EDGE = 28;
const FASTEST = 24;

type Measured = { getVisibleLayoutInfos: (rect: Rect) => LayoutInfo[] };

/**
 * Choosing by drawing a frame around things, with the mouse. What is in it, the layout says: most rows of a long list are
 * not in the page.
 */
export function useRubberBand(
  layout: Measured,
  chosen: ReadonlySet<string>,
  onChoose: (chosen: ReadonlySet<string>) => void,
) {
  const frame = useRef<HTMLDivElement>(null);
  const begin = (event: Pressed<HTMLDivElement>) => {
    const list = frame.current?.querySelector<HTMLElement>('.listing-items');
    if (!list || event.pointerType !== 'mouse' || event.button !== 0) return;
    const target = event.target as Element;
    if (!list.contains(target) || target.closest(`button, a, input, label, ${GRIPS}`)) return;
    if (target.closest<HTMLElement>('[role=row]')?.ariaSelected === 'true') return;
    const { left, top } = list.getBoundingClientRect();
    // On the scroll bar.
    if (event.clientX - left >= list.clientWidth) return;
    const add = event.ctrlKey || event.metaKey || event.shiftKey;
    follow(event, { list, frame, left, top }, layout, add ? chosen : new Set(), onChoose);
  };
  return { frame, onPointerDownCapture: begin };
}

type Surface = { list: HTMLElement; frame: RefObject<HTMLDivElement | null>; left: number; top: number };

function follow(
  start: Pressed<HTMLDivElement>,
  { list, frame, left, top }: Surface,
  layout: Measured,
  before: ReadonlySet<string>,
  onChoose: (chosen: ReadonlySet<string>) => void,
): void {
  const from = { x: start.clientX - left, y: start.clientY - top + list.scrollTop };
  let at = { x: start.clientX, y: start.clientY };
  let band: HTMLElement | null = null;
  let last = '';
  let raf = 0;
  const ends = new AbortController();

  const draw = () => {
    if (!band) return;
    const x = Math.min(Math.max(at.x - left, 0), list.clientWidth);
    const y = Math.min(Math.max(at.y - top, 0), list.clientHeight) + list.scrollTop;
    const rect = new Rect(
      Math.min(x, from.x),
      Math.min(y, from.y),
      Math.abs(x - from.x),
      Math.abs(y - from.y),
    );
    Object.assign(band.style, {
      transform: `translate(${rect.x}px, ${rect.y - list.scrollTop}px)`,
      width: `${rect.width}px`,
      height: `${rect.height}px`,
    });
    const inside: Key[] = layout
      .getVisibleLayoutInfos(rect)
      .filter((one) => one.type === 'item' && one.rect.intersects(rect))
      .map((one) => one.key);
    const now = inside.join(',');
    if (now === last) return;
    last = now;
    onChoose(new Set([...before, ...inside.map(String)]));
  };
  const scroll = () => {
    const above = at.y - (top + EDGE);
    const below = at.y - (top + list.clientHeight - EDGE);
    const by = above < 0 ? above / 2 : below > 0 ? below / 2 : 0;
    if (by !== 0) {
      list.scrollTop += Math.max(-FASTEST, Math.min(FASTEST, by));
      draw();
    }
    raf = requestAnimationFrame(scroll);
  };
  const move = (event: PointerEvent) => {
    at = { x: event.clientX, y: event.clientY };
    if (!band) {
      if (Math.hypot(at.x - start.clientX, at.y - start.clientY) < TREMOR) return;
      // The row under it must not take this for a click.
      start.target.dispatchEvent(
        new PointerEvent('pointercancel', {
          bubbles: true,
          pointerId: start.pointerId,
          pointerType: 'mouse',
        }),
      );
      band = document.createElement('div');
      band.className = 'rubber-band';
      frame.current?.append(band);
      getSelection()?.removeAllRanges();
      raf = requestAnimationFrame(scroll);
    }
    draw();
  };
  const end = () => {
    ends.abort();
    cancelAnimationFrame(raf);
    const clicked = band === null && !(start.target as Element).closest('[role=row]');
    band?.remove();
    if (clicked && before.size === 0) onChoose(new Set());
  };
  const { signal } = ends;
  window.addEventListener('pointermove', move, { signal });
  window.addEventListener('pointerup', end, { signal });
  window.addEventListener('blur', end, { signal });
  // Words under it are not what is meant.
  window.addEventListener('selectstart', (event) => event.preventDefault(), { signal });
}
