import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useTexts } from '../../app/language';
import { codeOf } from '../../app/problem';
import { showToast } from '../../kit/toasts';
import { entriesOf, readEntries } from './dropped';
import type { NodeWithPath } from './nodes';
import { addUploads } from './upload/uploads';
import { usePaste } from './upload/use-paste';

/** The whole page takes files, so that nobody has to aim. */
export function DropTarget({ folder, children }: { folder: NodeWithPath; children: ReactNode }) {
  const t = useTexts();
  const client = useQueryClient();
  const [over, setOver] = useState(false);
  // Entering a child fires before leaving its parent: only the balance tells whether the pointer is still inside.
  const depth = useRef(0);
  usePaste(folder, client);
  const name = folder.path.at(-1)?.name ?? folder.name;
  const takes = (event: DragEvent) =>
    folder.can.includes('create') && event.dataTransfer.types.includes('Files');

  const entered = (event: DragEvent) => {
    if (!takes(event)) return;
    event.preventDefault();
    depth.current++;
    setOver(true);
  };
  const left = (event: DragEvent) => {
    if (!takes(event)) return;
    depth.current--;
    if (depth.current === 0) setOver(false);
  };
  const dropped = async (event: DragEvent) => {
    if (!takes(event)) return;
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    const entries = entriesOf(event.dataTransfer.items);
    try {
      await addUploads({ id: folder.id, name }, await readEntries(entries), client);
    } catch (error) {
      showToast(t.problems[codeOf(error)], { tone: 'danger' });
    }
  };

  return (
    <main
      id="content"
      className="folder"
      tabIndex={-1}
      onDragEnter={entered}
      onDragOver={(event) => {
        if (takes(event)) event.preventDefault();
      }}
      onDragLeave={left}
      onDrop={(event) => void dropped(event)}
    >
      {children}
      {over ? <div className="drop-veil">{t.files.dropHere(name)}</div> : null}
    </main>
  );
}
