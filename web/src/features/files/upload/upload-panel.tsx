import './upload-panel.css';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { Button, IconButton } from '../../../kit/button';
import { Progress } from '../../../kit/meter';
import { ConflictDialog } from './conflict-dialog';
import { type Queue, type Summary, summarise } from './queue';
import { UploadItem } from './upload-item';
import {
  cancelUploads,
  clearUploads,
  pauseUploads,
  resumeUploads,
  retryUploads,
  useUploads,
} from './uploads';

/** More rows than anyone reads would only cost time; the head counts them all. */
const SHOWN = 200;

export function UploadPanel() {
  const t = useTexts();
  const queue = useUploads();
  const [open, setOpen] = useState(true);
  if (queue.length === 0) return null;
  const summary = summarise(queue);
  const Toggle = open ? ChevronDown : ChevronUp;
  const worthSeeing = queue.toSorted((a, b) => rank(a.status) - rank(b.status)).slice(0, SHOWN);
  return (
    <>
      <section className="uploads" aria-label={t.files.uploads}>
        <div className="uploads-head">
          <h2 aria-live="polite">
            <Headline summary={summary} />
          </h2>
          <IconButton
            label={open ? t.files.collapse : t.files.expand}
            icon={<Toggle size={18} aria-hidden="true" />}
            onPress={() => setOpen(!open)}
          />
          {summary.active === 0 ? (
            <IconButton
              label={t.files.dismissUploads}
              icon={<X size={18} aria-hidden="true" />}
              onPress={clearUploads}
            />
          ) : null}
        </div>
        {summary.active > 0 ? <Total summary={summary} /> : null}
        {open ? (
          <ul className="uploads-list">
            {worthSeeing.map((upload) => (
              <UploadItem key={upload.id} upload={upload} />
            ))}
          </ul>
        ) : null}
        {open ? <Foot queue={queue} summary={summary} /> : null}
      </section>
      <ConflictDialog queue={queue} />
    </>
  );
}

const RANKS: readonly Queue[number]['status'][] = [
  'missing',
  'running',
  'asking',
  'failed',
  'broken',
  'paused',
  'waiting',
  'cancelled',
  'skipped',
  'done',
];

function rank(status: Queue[number]['status']): number {
  return RANKS.indexOf(status);
}

function Headline({ summary: { active, held, failed, done } }: { summary: Summary }) {
  const t = useTexts();
  const format = useFormat();
  if (active > 0 && active === held) return t.files.uploadsHeld;
  if (active > 0) return t.files.uploadsRunning(active, format.number(active));
  if (failed > 0) return t.files.uploadsFailed(failed, format.number(failed));
  return done > 0 ? t.files.uploadsDone(done, format.number(done)) : t.files.uploads;
}

function Total({ summary: { sent, total } }: { summary: Summary }) {
  const t = useTexts();
  const format = useFormat();
  const text = t.files.uploadProgress(format.size(sent), format.size(total));
  return (
    <div className="uploads-total">
      <Progress label={t.files.uploads} value={total === 0 ? 0 : sent / total} valueText={text} />
      <span>{text}</span>
    </div>
  );
}

function Foot({ queue, summary }: { queue: Queue; summary: Summary }) {
  const t = useTexts();
  const idsOf = (...statuses: string[]) =>
    queue.filter((one) => statuses.includes(one.status)).map((one) => one.id);
  const moving = idsOf('waiting', 'running', 'broken');
  const paused = idsOf('paused');
  if (summary.active < 2 && summary.failed < 2) return null;
  return (
    <div className="uploads-foot">
      {summary.failed > 1 ? (
        <Button look="quiet" onPress={() => retryUploads(idsOf('failed'))}>
          {t.files.retryAll}
        </Button>
      ) : null}
      {moving.length > 1 ? (
        <Button look="quiet" onPress={() => pauseUploads(moving)}>
          {t.files.pauseAll}
        </Button>
      ) : null}
      {paused.length > 1 ? (
        <Button look="quiet" onPress={() => resumeUploads(paused)}>
          {t.files.resumeAll}
        </Button>
      ) : null}
      {summary.active > 1 ? (
        <Button
          look="quiet"
          onPress={() => cancelUploads([...moving, ...paused, ...idsOf('asking', 'missing')])}
        >
          {t.files.cancelAll}
        </Button>
      ) : null}
    </div>
  );
}
