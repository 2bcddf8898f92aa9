import { useEffect, useRef } from 'react';

export type Command = 'microphone' | 'camera' | 'share' | 'leave' | 'people';

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const WITH_CONTROL: Record<string, Command> = { d: 'microphone', e: 'camera' };
const WITH_CONTROL_AND_SHIFT: Record<string, Command> = {
  m: 'microphone',
  o: 'camera',
  e: 'share',
  h: 'leave',
  p: 'people',
};

/**
 * The keys that people know: Ctrl+D and Ctrl+E from Google Meet; Ctrl+Shift+M, O, E and H from Teams, where the browser
 * does not keep them to itself.
 */
export function commandOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): Command | null {
  if (!(ctrlKey || metaKey) || altKey) return null;
  return (shiftKey ? WITH_CONTROL_AND_SHIFT : WITH_CONTROL)[key.toLowerCase()] ?? null;
}

/** Space speaks, unless it is on something that Space presses or writes into. */
export function speaks({ code, ctrlKey, metaKey, shiftKey, altKey }: Pressed, on: Element | null): boolean {
  if (code !== 'Space' || ctrlKey || metaKey || shiftKey || altKey) return false;
  return (
    on?.closest('button, a, input, textarea, select, [role=menu], [role=listbox], [role=dialog]') == null
  );
}

type Keys = { run: (command: Command) => void; speak: (on: boolean) => void };

export function useShortcuts(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    let held = false;
    const down = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (command) {
        event.preventDefault();
        if (!event.repeat) latest.current.run(command);
      } else if (speaks(event, document.activeElement)) {
        event.preventDefault();
        if (!held) latest.current.speak(true);
        held = true;
      }
    };
    const release = () => {
      if (held) latest.current.speak(false);
      held = false;
    };
    const up = (event: KeyboardEvent) => {
      if (event.code === 'Space') release();
    };
    addEventListener('keydown', down);
    addEventListener('keyup', up);
    // Whoever goes to another window with the key down must not be heard from there.
    addEventListener('blur', release);
    return () => {
      removeEventListener('keydown', down);
      removeEventListener('keyup', up);
      removeEventListener('blur', release);
    };
  }, []);
}
