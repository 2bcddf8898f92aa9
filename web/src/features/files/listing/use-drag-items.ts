import { type DragEvent, type MouseEvent, useRef } from 'react';

/** What a list needs to know to let its items be dragged. */
export type Dragging<T> = {
  /** False when this cannot be dragged. */
  begin: (event: DragEvent, item: T) => boolean;
  /** What would be done with what is dragged if it were let go on this item; null for nothing. */
  over: (event: DragEvent, item: T) => 'move' | 'copy' | null;
  drop: (event: DragEvent, item: T) => void;
  end: () => void;
};

/** By what something is taken; from anywhere else a frame is drawn. */
export const GRIPS = '.glyph, .thumbnail, .listing-link, .listing-sub';

const rowAt = (event: { target: EventTarget | null }) =>
  (event.target as Element | null)?.closest<HTMLElement>('[role=row]') ?? null;

/**
 * The browser's own dragging, by one set of handlers for all rows. React Aria would take every drag that passes over the
 * list for itself, also of files that somebody brings from their desktop.
 */
export function useDragItems<T>(dragging: Dragging<T> | undefined, find: (id: unknown) => T | undefined) {
  const marked = useRef<HTMLElement | null>(null);
  if (!dragging) return {};
  const itemOf = (row: HTMLElement | null) => (row ? find(row.dataset.key) : undefined);
  const mark = (row: HTMLElement | null) => {
    if (marked.current === row) return;
    marked.current?.removeAttribute('data-drop');
    row?.setAttribute('data-drop', '');
    marked.current = row;
  };
  return {
    // A row can be dragged by its picture and its name, and anywhere once it is chosen; elsewhere a frame begins.
    onMouseDownCapture: (event: MouseEvent) => {
      const row = rowAt(event);
      if (!row) return;
      const target = event.target as Element;
      const grip = row.ariaSelected === 'true' || target.closest(GRIPS) !== null;
      row.draggable = grip && target.closest('.checkbox, .listing-more') === null;
      // React Aria leaves the browser its dragging only on what is marked itself.
      target.closest('.listing-link')?.setAttribute('draggable', 'true');
    },
    onDragStart: (event: DragEvent) => {
      const item = itemOf(rowAt(event));
      if (item === undefined || !dragging.begin(event, item)) event.preventDefault();
    },
    onDragOver: (event: DragEvent) => {
      const row = rowAt(event);
      const item = itemOf(row);
      const deed = item === undefined ? null : dragging.over(event, item);
      mark(deed === null ? null : row);
      if (deed === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = deed;
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as globalThis.Node | null)) mark(null);
    },
    onDrop: (event: DragEvent) => {
      const item = itemOf(marked.current);
      mark(null);
      if (item !== undefined) dragging.drop(event, item);
    },
    onDragEnd: () => {
      mark(null);
      dragging.end();
    },
  };
}
