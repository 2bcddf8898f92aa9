import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTexts } from '../language';

const Palette = lazy(async () => ({ default: (await import('./palette')).Palette }));
const ShortcutsSheet = lazy(async () => ({ default: (await import('./shortcuts-sheet')).ShortcutsSheet }));

/** At the top of every page: one field for whatever one looks for, also by Ctrl+K; `?` lists all keys. */
export function FindButton() {
  const t = useTexts();
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (isFind(event)) {
        event.preventDefault();
        setOpen((now) => (now === 'palette' ? null : 'palette'));
      } else if (event.key === '?' && isFree(event.target)) {
        event.preventDefault();
        setOpen('shortcuts');
      }
    };
    // Before lists that jump to what begins with the letter.
    addEventListener('keydown', pressed, { capture: true });
    return () => removeEventListener('keydown', pressed, { capture: true });
  }, []);
  const close = () => setOpen(null);
  return (
    <>
      <Button
        className="find-button"
        data-place="find"
        aria-keyshortcuts="Control+K"
        onPress={() => setOpen('palette')}
      >
        <Search size={18} aria-hidden="true" />
        <span className="find-text">{t.shell.find}</span>
        <span className="find-key" aria-hidden="true">
          {t.shell.findKey}
        </span>
      </Button>
      <Suspense>
        {open === 'palette' ? <Palette onClose={close} onShortcuts={() => setOpen('shortcuts')} /> : null}
        {open === 'shortcuts' ? <ShortcutsSheet onClose={close} /> : null}
      </Suspense>
    </>
  );
}

function isFind({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !shiftKey && !altKey;
}

/** Nobody is writing, and nothing else is asked. */
function isFree(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu]',
    ) === null
  );
}
