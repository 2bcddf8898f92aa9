import { useEffect, useEffectEvent } from 'react';
import type { FileActions } from './actions/use-file-actions';
import type { Node } from './nodes';
import { currentClip, setClip } from './transfer/clipboard';
import { undoLast } from './transfer/undo';

/** Where keys mean something else. */
const ELSEWHERE =
  'input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu]';

/** The keys that hold for a whole folder, wherever in it the focus is. */
export function useFolderKeys(
  nodes: readonly Node[],
  selected: readonly Node[],
  actions: FileActions,
  onDetails: () => void,
): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as Element;
    if (event.defaultPrevented || target.closest?.(ELSEWHERE)) return;
    if (event.key === 'Escape' && currentClip()?.deed === 'move') return setClip(null);
    if (event.key === 'i' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      // In the list it may be a letter of a name: the list decides.
      if (!target.closest?.('.listing-items')) onDetails();
      return;
    }
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    const focused = target.closest?.<HTMLElement>('.listing-items [role=row]')?.dataset.key;
    const meant =
      focused === undefined || selected.some((one) => one.id === focused)
        ? selected
        : nodes.filter((one) => one.id === focused);
    switch (event.key.toLowerCase()) {
      case 'x':
        if (meant.length === 0) return;
        actions.cut(meant);
        break;
      case 'c':
        // Words that somebody has marked are what they mean.
        if (meant.length === 0 || getSelection()?.isCollapsed === false) return;
        actions.copy(meant);
        break;
      case 'v':
        if (currentClip() === null) return;
        void actions.paste();
        break;
      case 'f': {
        // The browser finds only what is in the page, and of a long list that is little. Pressed again, it may.
        const field = document.querySelector<HTMLInputElement>('[data-filter]');
        if (!field) return;
        field.focus();
        break;
      }
      case 'z':
        if (!undoLast()) return;
        break;
      default:
        return;
    }
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
