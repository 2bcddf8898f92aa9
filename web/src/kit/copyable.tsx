import './copyable.css';
import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from './button';

type CopyableProps = { text: string; label: string; copy: string; copied: string };

/** A text to take elsewhere. `label` says which one the button copies. */
export function Copyable({ text, label, copy, copied }: CopyableProps) {
  const [done, setDone] = useState(false);
  const shown = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 2500);
    return () => clearTimeout(timer);
  }, [done]);

  const take = async () => {
    // Without HTTPS there is no clipboard: then the text is selected, ready for Ctrl+C.
    const taken = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    if (taken) setDone(true);
    else if (shown.current) getSelection()?.selectAllChildren(shown.current);
  };

  const Icon = done ? Check : Copy;
  return (
    <div className="copyable">
      <code className="copyable-text" ref={shown}>
        {text}
      </code>
      <Button look="quiet" aria-label={done ? copied : label} onPress={take}>
        <Icon size={16} aria-hidden="true" />
        <span aria-live="polite">{done ? copied : copy}</span>
      </Button>
    </div>
  );
}
