import { CircleCheck, FileSearch, Pause, Play, RotateCw, X } from 'lucide-react';
import { useRef } from 'react';
import { type Format, useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import type { Texts } from '../../../app/texts/catalogue';
import { IconButton } from '../../../kit/button';
import { Progress } from '../../../kit/meter';
import { showToast } from '../../../kit/toasts';
import { KindGlyph } from '../glyph';
import { kindOf } from '../kinds';
import { isOver, type Upload } from './queue';
import { cancelUploads, pauseUploads, resumeUploads, retryUploads, supplyFile } from './uploads';

export function UploadItem({ upload }: { upload: Upload }) {
  const t = useTexts();
  const format = useFormat();
  const { id, name, size, status, sent } = upload;
  return (
    <li className="upload">
      <KindGlyph kind={kindOf({ kind: 'file', name, type: upload.type })} size={28} />
      <div className="upload-text">
        <span className="upload-name" title={name}>
          {name}
        </span>
        {status === 'running' ? (
          <Progress label={name} value={size === 0 ? 0 : sent / size} />
        ) : (
          <span className={`upload-status upload-status-${status}`}>{statusText(upload, t, format)}</span>
        )}
      </div>
      {status === 'done' ? <CircleCheck className="upload-status-done" size={20} aria-hidden="true" /> : null}
      {status === 'running' || status === 'waiting' || status === 'broken' ? (
        <IconButton
          label={t.files.pauseUpload(name)}
          icon={<Pause size={18} aria-hidden="true" />}
          onPress={() => pauseUploads([id])}
        />
      ) : null}
      {status === 'paused' ? (
        <IconButton
          label={t.files.resumeUpload(name)}
          icon={<Play size={18} aria-hidden="true" />}
          onPress={() => resumeUploads([id])}
        />
      ) : null}
      {status === 'missing' ? <ChooseAgain upload={upload} /> : null}
      {status === 'failed' || status === 'cancelled' ? (
        <IconButton
          label={t.files.retryUpload(name)}
          icon={<RotateCw size={18} aria-hidden="true" />}
          onPress={() => retryUploads([id])}
        />
      ) : null}
      {isOver(upload) ? null : (
        <IconButton
          label={t.files.cancelUpload(name)}
          icon={<X size={18} aria-hidden="true" />}
          onPress={() => cancelUploads([id])}
        />
      )}
    </li>
  );
}

/** The browser has not kept the file, so only its owner can hand it in again. */
function ChooseAgain({ upload: { id, name } }: { upload: Upload }) {
  const t = useTexts();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton
        label={t.files.chooseAgain(name)}
        icon={<FileSearch size={18} aria-hidden="true" />}
        onPress={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        hidden
        data-picks="again"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file && !supplyFile(id, file)) showToast(t.files.otherFile(name), { tone: 'danger' });
          event.target.value = '';
        }}
      />
    </>
  );
}

function statusText({ status, problem, size, parentName }: Upload, t: Texts, format: Format): string {
  switch (status) {
    case 'waiting':
    case 'running':
      return t.files.uploadWaiting;
    case 'asking':
      return t.files.uploadAsks;
    case 'paused':
      return t.files.uploadPaused;
    case 'broken':
      return t.files.uploadBroken;
    case 'missing':
      return t.files.uploadMissing;
    case 'done':
      return `${format.size(size)} · ${parentName}`;
    case 'skipped':
      return t.files.uploadSkipped;
    case 'cancelled':
      return t.files.uploadCancelled;
    case 'failed':
      return t.problems[problem ?? 'unknown'];
  }
}
