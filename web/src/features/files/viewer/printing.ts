import { createContext, type RefObject, useContext, useEffect } from 'react';
import { OWN_FILES, type Source } from './source';

/** Brings all of a content to paper, where the page itself shows only a part of it. */
export type Print = () => Promise<void>;

export const ViewerContext = createContext<{ source: Source; print: RefObject<Print | null> }>({
  source: OWN_FILES,
  print: { current: null },
});

export function useSource(): Source {
  return useContext(ViewerContext).source;
}

/** From now on, printing does this instead of taking the page as it is. */
export function usePrint(print: Print): void {
  const { print: kept } = useContext(ViewerContext);
  useEffect(() => {
    kept.current = print;
    return () => {
      kept.current = null;
    };
  }, [kept, print]);
}
