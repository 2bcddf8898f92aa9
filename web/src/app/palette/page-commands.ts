import { useEffect } from 'react';

export type PageCommand = 'new-folder' | 'upload-files' | 'upload-folder';

const here = new Map<PageCommand, () => void>();

/** Lends a page's own command to the palette for as long as the page is there. */
export function usePageCommand(command: PageCommand, run: () => void): void {
  useEffect(() => {
    here.set(command, run);
    return () => {
      if (here.get(command) === run) here.delete(command);
    };
  }, [command, run]);
}

export function pageCommand(command: PageCommand): (() => void) | undefined {
  return here.get(command);
}
