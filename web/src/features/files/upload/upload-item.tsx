import { CircleCheck, RotateCw, X } from 'lucide-react';
import { type Format, useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import type { Texts } from '../../../app/texts/catalogue';
import { IconButton } from '../../../kit/button';
import { Progress } from '../../../kit/meter';
import { KindGlyph } from '../glyph';
import { kindOf } from '../kinds';
import { isOver, type Upload } from './queue';
import { cancelUploads, retryUploads } from './uploads';

export function UploadItem({ upload }: { upload: Upload }) {
  const t = useTexts();
  const format = useFormat();
  const { id, file, status, sent } = upload;
  return (
    <li className="upload">
      <KindGlyph kind={kindOf({ kind: 'file', name: file.name, type: file.type })} size={28} />
      <div className="upload-text">
        <span className="upload-name" title={file.name}>
          {file.name}
        </span>
        {status === 'running' ? (
          <Progress label={file.name} value={file.size === 0 ? 0 : sent / file.size} />
        ) : (
          <span className={`upload-status upload-status-${status}`}>{statusText(upload, t, format)}</span>
        )}
      </div>
      {status === 'done' ? <CircleCheck className="upload-status-done" size={20} aria-hidden="true" /> : null}
      {status === 'failed' || status === 'cancelled' ? (
        <IconButton
          label={t.files.retryUpload(file.name)}
          icon={<RotateCw size={18} aria-hidden="true" />}
          onPress={() => retryUploads([id])}
        />
      ) : null}
      {isOver(upload) ? null : (
        <IconButton
          label={t.files.cancelUpload(file.name)}
          icon={<X size={18} aria-hidden="true" />}
          onPress={() => cancelUploads([id])}
        />
      )}
    </li>
  );
}

function statusText({ status, problem, file, parentName }: Upload, t: Texts, format: Format): string {
  switch (status) {
    case 'waiting':
    case 'running':
      return t.files.uploadWaiting;
    case 'asking':
      return t.files.uploadAsks;
    case 'done':
      return `${format.size(file.size)} · ${parentName}`;
    case 'skipped':
      return t.files.uploadSkipped;
    case 'cancelled':
      return t.files.uploadCancelled;
    case 'failed':
      return t.problems[problem ?? 'unknown'];
  }
}
