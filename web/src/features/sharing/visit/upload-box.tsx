import { Upload } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { Button } from '../../../kit/button';
import { Progress } from '../../../kit/meter';
import { useSharingTexts } from '../texts';
import { type Sending, useSending } from './sending';

type UploadBoxProps = { placeFor: (name: string) => string; onSent: () => void; label: string };

/** Takes files by a button or by dragging, and tells how far each has come. */
export function UploadBox({ placeFor, onSent, label }: UploadBoxProps) {
  const s = useSharingTexts();
  const { list, add } = useSending(placeFor, onSent);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const takes = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    <section
      className={over ? 'visit-upload visit-upload-over' : 'visit-upload'}
      aria-label={s.upload}
      onDragOver={(event) => {
        if (!takes(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!takes(event)) return;
        event.preventDefault();
        setOver(false);
        add([...event.dataTransfer.files]);
      }}
    >
      <Button look="primary" onPress={() => input.current?.click()}>
        <Upload size={18} aria-hidden="true" />
        {label}
      </Button>
      <span className="muted visit-drag">{s.dropHere}</span>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-picks="files"
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          // So that picking the same file again is a change again.
          event.target.value = '';
        }}
      />
      {list.length > 0 ? (
        <ul className="visit-sent" aria-label={s.sentFiles} aria-live="polite">
          {list.map((one) => (
            <Line key={one.id} sending={one} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Line({ sending }: { sending: Sending }) {
  const t = useTexts();
  const s = useSharingTexts();
  const format = useFormat();
  const { name, state, sent, problem } = sending;
  return (
    <li className="visit-sending">
      <span className="visit-sending-name">{name}</span>
      {state === 'going' ? (
        <Progress label={s.sending(name, format.number(Math.round(sent * 100)))} value={sent} />
      ) : (
        <span className={state === 'failed' ? 'visit-failed' : 'muted'}>
          {state === 'failed'
            ? s.notSent(t.problems[problem ?? 'unknown'])
            : state === 'done'
              ? s.sent
              : s.waiting}
        </span>
      )}
    </li>
  );
}
