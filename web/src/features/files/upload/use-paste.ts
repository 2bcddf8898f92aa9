import type { QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTexts } from '../../../app/language';
import type { NodeWithPath } from '../nodes';
import { pastedName } from './pasted-name';
import { addUploads } from './uploads';

/** Files on the clipboard are uploaded into the folder that one is in: a screenshot, or what was copied elsewhere. */
export function usePaste(folder: NodeWithPath, client: QueryClient): void {
  const t = useTexts();
  const name = folder.path.at(-1)?.name ?? folder.name;
  const allowed = folder.can.includes('create');
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const given = [...(event.clipboardData?.files ?? [])];
      const typing =
        event.target instanceof Element && event.target.closest('input, textarea, [role=dialog]');
      if (!allowed || given.length === 0 || typing || event.defaultPrevented) return;
      event.preventDefault();
      const files = given.map((file) => {
        const called = pastedName(file, new Date(), t.files.screenshot);
        return { path: [], file: new File([file], called, { type: file.type, lastModified: Date.now() }) };
      });
      void addUploads({ id: folder.id, name }, { files, emptyFolders: [] }, client);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [folder.id, name, allowed, client, t]);
}
