import type { DragEvent } from 'react';
import { useState } from 'react';
import type { Node } from '../nodes';
import type { Deed } from './clipboard';
import { intoItself } from './plan';
import type { Goal } from './use-transfer';

/** So that a drag from here is known from one of a link, a picture, or of files from elsewhere. */
export const NODES = 'application/x-allmende-nodes';

// The data of a drag cannot be read before it is dropped, and what may be dropped where has to be known before.
let dragged: readonly Node[] = [];

export function beginDrag(event: DragEvent, nodes: readonly Node[], label: string): void {
  dragged = nodes;
  const { dataTransfer } = event;
  dataTransfer.clearData();
  dataTransfer.setData(NODES, nodes.map((one) => one.id).join(','));
  dataTransfer.effectAllowed = 'copyMove';
  const chip = document.createElement('div');
  chip.className = 'drag-chip';
  chip.textContent = label;
  document.body.append(chip);
  dataTransfer.setDragImage(chip, -12, -8);
  // The picture is taken at once, but only after this.
  setTimeout(() => chip.remove());
}

export function endDrag(): void {
  dragged = [];
}

/** As in Windows and on Linux; on a Mac the same is Option. */
export function deedOf(event: DragEvent): Deed {
  const mac = /^Mac/.test(navigator.platform);
  return (mac ? event.altKey : event.ctrlKey) ? 'copy' : 'move';
}

/** What would happen if it were let go here; null when nothing can. */
export function wouldDo(event: DragEvent, goal: Goal): Deed | null {
  if (!event.dataTransfer.types.includes(NODES) || dragged.length === 0) return null;
  if (!goal.can.includes('create') || intoItself(dragged, goal)) return null;
  const deed = deedOf(event);
  const can = deed === 'copy' || dragged.some((one) => one.parent !== goal.id && one.can.includes('delete'));
  return can ? deed : null;
}

export type OnDropNodes = (deed: Deed, nodes: readonly Node[], goal: Goal) => void;

/** Lets go of what is dragged. */
export function dropped(event: DragEvent, goal: Goal, onDrop: OnDropNodes): void {
  const deed = wouldDo(event, goal);
  if (deed === null) return;
  event.preventDefault();
  const nodes = dragged.filter((one) => deed === 'copy' || one.can.includes('delete'));
  endDrag();
  onDrop(deed, nodes, goal);
}

/** For a control that stands for a folder. */
export function useDropOn(goal: Goal | null, onDrop: OnDropNodes) {
  const [over, setOver] = useState(false);
  if (goal === null) return {};
  return {
    'data-drop': over || undefined,
    onDragOver: (event: DragEvent) => {
      const deed = wouldDo(event, goal);
      setOver(deed !== null);
      if (deed === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = deed;
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      dropped(event, goal, onDrop);
    },
  };
}
