import './toast.css';
import { CircleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton } from './button';
import { dismissToast, type Toast, useToasts } from './toasts';

const SECONDS = 6;
const SECONDS_WITH_ACTION = 12;

/** Always in the page, since a screen reader only hears what changes inside a region that it already knows. */
export function ToastRegion({ label, closeLabel }: { label: string; closeLabel: string }) {
  const toasts = useToasts();
  return (
    <section className="toasts" aria-label={label} aria-live="polite">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} closeLabel={closeLabel} />
      ))}
    </section>
  );
}

/** It waits as long as someone points at it or has the focus in it. */
function ToastCard({ toast, closeLabel }: { toast: Toast; closeLabel: string }) {
  const [held, setHeld] = useState(false);
  const { id, action } = toast;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(id), (action ? SECONDS_WITH_ACTION : SECONDS) * 1000);
    return () => clearTimeout(timer);
  }, [held, id, action]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the message from vanishing while it is read
    <div
      className={`toast toast-${toast.tone}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toast.tone === 'danger' ? <CircleAlert size={18} aria-hidden="true" /> : null}
      <span className="toast-text">{toast.text}</span>
      {action ? (
        <span className="toast-action">
          <Button
            look="quiet"
            onPress={() => {
              dismissToast(id);
              action.run();
            }}
          >
            {action.label}
          </Button>
        </span>
      ) : null}
      <IconButton
        label={closeLabel}
        icon={<X size={18} aria-hidden="true" />}
        onPress={() => dismissToast(id)}
      />
    </div>
  );
}
