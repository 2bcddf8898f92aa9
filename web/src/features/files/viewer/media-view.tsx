import { useState } from 'react';
import { KindGlyph } from '../glyph';
import type { Node } from '../nodes';
import { FactsView } from './facts-view';
import { useSource } from './printing';
import { shownAs } from './shown-as';
import { useViewerTexts } from './texts';

/** The browser's own player, which asks for the ranges that it needs. */
export function MediaView({ file }: { file: Node }) {
  const v = useViewerTexts();
  const source = useSource();
  const [failed, setFailed] = useState(false);
  if (failed) return <FactsView file={file} trouble={v.mediaFailed} />;
  const player = {
    src: source.content(file, true),
    controls: true,
    preload: 'metadata',
    'aria-label': file.name,
    onError: () => setFailed(true),
  };
  if (shownAs(file) === 'audio') {
    return (
      <div className="viewer-audio">
        <KindGlyph kind="audio" size={96} />
        <audio {...player} />
      </div>
    );
  }
  return <video {...player} playsInline />;
}
