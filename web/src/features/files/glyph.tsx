import './glyph.css';
import { useState } from 'react';
import type { Kind } from './kinds';
import { kindOf } from './kinds';
import { type Node, previewUrl } from './nodes';

/** What is drawn on the sheet, for each kind of file. */
const SIGNS: Record<Exclude<Kind, 'folder'>, string> = {
  image: 'M10 24.5 l4 -5 3 3.4 2 -2.2 3 3.8 z M19.6 16.4 a1.4 1.4 0 1 0 0.01 0',
  pdf: 'M10.5 25 C15 22 16.5 15 15.2 13.4 C13.6 12.4 13.8 17.5 21.5 22 C17.5 20.6 13.5 22.2 10.5 25',
  text: 'M11 15.5 h10 M11 19 h10 M11 22.5 h6.5',
  sheet: 'M10.5 15 h11 v9.5 h-11 z M10.5 18.2 h11 M10.5 21.4 h11 M14.6 15 v9.5',
  slides: 'M10.5 15.2 h11 v6.6 h-11 z M16 21.8 v3.2 M13.4 25 h5.2',
  archive: 'M16 12.5 v1.6 M16 16 v1.6 M16 19.5 v1.6 M14.2 23 h3.6 v2.6 h-3.6 z',
  audio: 'M13 23.4 v-8 l7.4 -1.6 v8 M11.4 23.4 a1.6 1.6 0 1 0 1.6 0 M18.8 21.8 a1.6 1.6 0 1 0 1.6 0',
  video: 'M13.2 15 l7.6 4.6 -7.6 4.6 z',
  code: 'M13.8 16 l-3.4 3.6 3.4 3.6 M18.2 16 l3.4 3.6 -3.4 3.6',
  other: 'M12.5 19.6 h0.01 M16 19.6 h0.01 M19.5 19.6 h0.01',
};

export function KindGlyph({ kind, size = 32 }: { kind: Kind; size?: number }) {
  if (kind === 'folder') return <FolderGlyph size={size} />;
  return (
    <svg className={`glyph glyph-${kind}`} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path
        className="glyph-paper"
        d="M9 3.5 h9.6 L25.5 10.4 V26 a2.5 2.5 0 0 1 -2.5 2.5 H9 A2.5 2.5 0 0 1 6.5 26 V6 A2.5 2.5 0 0 1 9 3.5 Z"
      />
      <path className="glyph-fold" d="M18.6 3.5 L25.5 10.4 H20.6 a2 2 0 0 1 -2 -2 Z" />
      <path className="glyph-sign" d={SIGNS[kind]} />
    </svg>
  );
}

function FolderGlyph({ size }: { size: number }) {
  return (
    <svg className="glyph" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path
        className="glyph-folder-back"
        d="M3.5 8.5 a2.5 2.5 0 0 1 2.5 -2.5 h6.4 l3 3 H26 a2.5 2.5 0 0 1 2.5 2.5 V20 H3.5 Z"
      />
      <path
        className="glyph-folder"
        d="M3.5 12.5 h25 V24 a2.5 2.5 0 0 1 -2.5 2.5 H6 A2.5 2.5 0 0 1 3.5 24 Z"
      />
    </svg>
  );
}

/** A small picture of the content where there is one; its sign until it has come, or when it does not. */
export function NodeGlyph({ node }: { node: Node }) {
  const [failed, setFailed] = useState(false);
  if (!node.preview || failed) return <KindGlyph kind={kindOf(node)} />;
  return (
    <img
      className="thumbnail"
      src={previewUrl(node, 96)}
      alt=""
      width={34}
      height={34}
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setFailed(true)}
    />
  );
}
