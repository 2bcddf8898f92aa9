import { useState } from 'react';
import type { Node } from '../nodes';
import { FactsView } from './facts-view';
import { useSource } from './printing';
import { useViewerTexts } from './texts';

export function PictureView({ file }: { file: Node }) {
  const v = useViewerTexts();
  const source = useSource();
  const [failed, setFailed] = useState(false);
  if (failed) return <FactsView file={file} trouble={v.pictureFailed} />;
  return (
    <img
      className={file.type === 'image/jpeg' ? undefined : 'viewer-drawing'}
      src={source.content(file, true)}
      alt={file.name}
      onError={() => setFailed(true)}
    />
  );
}
