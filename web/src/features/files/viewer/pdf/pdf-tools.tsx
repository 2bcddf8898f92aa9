import { ChevronDown, ChevronUp, MoveHorizontal, Search, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useFormat } from '../../../../app/format';
import { useLanguage } from '../../../../app/language';
import { IconButton } from '../../../../kit/button';
import { useViewerTexts } from '../texts';
import type { Found, PdfPane } from './pdf-pane';

type PdfToolsProps = {
  pane: RefObject<PdfPane | null>;
  page: number;
  pages: number;
  scale: number;
  found: Found | null;
  onFindEnd: () => void;
};

/** Where one is, how large it is, and what to look for. */
export function PdfTools({ pane, page, pages, scale, found, onFindEnd }: PdfToolsProps) {
  const v = useViewerTexts();
  const { locale } = useLanguage();
  const percent = new Intl.NumberFormat(locale, { style: 'percent' }).format(scale);
  return (
    <div className="pdf-tools" role="toolbar" aria-label={v.tools}>
      <PageField page={page} pages={pages} onGo={(to) => pane.current?.goTo(to)} />
      <div className="pdf-zoom">
        <IconButton
          label={v.zoomOut}
          icon={<ZoomOut size={19} aria-hidden="true" />}
          onPress={() => pane.current?.zoom(-1)}
        />
        <output aria-label={v.zoom}>{percent}</output>
        <IconButton
          label={v.zoomIn}
          icon={<ZoomIn size={19} aria-hidden="true" />}
          onPress={() => pane.current?.zoom(1)}
        />
        <IconButton
          label={v.fitWidth}
          icon={<MoveHorizontal size={19} aria-hidden="true" />}
          onPress={() => pane.current?.fitWidth()}
        />
      </div>
      <FindField pane={pane} found={found} onEnd={onFindEnd} />
    </div>
  );
}

function PageField({ page, pages, onGo }: { page: number; pages: number; onGo: (to: number) => void }) {
  const v = useViewerTexts();
  const format = useFormat();
  const [typed, setTyped] = useState<string | null>(null);
  const go = () => {
    const to = Number.parseInt(typed ?? '', 10);
    if (!Number.isNaN(to)) onGo(to);
    setTyped(null);
  };
  return (
    <div className="pdf-page">
      <input
        aria-label={v.pageNumber}
        inputMode="numeric"
        value={typed ?? String(page)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => setTyped(null)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go();
        }}
      />
      <span>{v.ofPages(format.number(pages))}</span>
    </div>
  );
}

function FindField({ pane, found, onEnd }: Pick<PdfToolsProps, 'pane' | 'found'> & { onEnd: () => void }) {
  const v = useViewerTexts();
  const format = useFormat();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  useEffect(() => {
    // The browser would search only the pages that are drawn at the moment.
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const look = (text: string) => {
    setQuery(text);
    pane.current?.find(text, false, false);
    if (text === '') onEnd();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && query !== '') pane.current?.find(query, true, event.shiftKey);
    if (event.key === 'Escape' && query !== '') {
      // The first one ends the search, the next the viewer.
      event.stopPropagation();
      look('');
    }
  };
  const shown = query !== '' && found !== null;
  return (
    <search className="pdf-find">
      <Search size={17} aria-hidden="true" />
      <input
        ref={field}
        type="search"
        aria-label={v.find}
        placeholder={v.find}
        value={query}
        onChange={(event) => look(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="pdf-found" role="status">
        {shown
          ? found.total > 0
            ? v.foundOf(format.number(found.current), format.number(found.total))
            : found.missing
              ? v.foundNothing
              : ''
          : ''}
      </span>
      <IconButton
        label={v.findPrevious}
        icon={<ChevronUp size={19} aria-hidden="true" />}
        isDisabled={query === ''}
        onPress={() => pane.current?.find(query, true, true)}
      />
      <IconButton
        label={v.findNext}
        icon={<ChevronDown size={19} aria-hidden="true" />}
        isDisabled={query === ''}
        onPress={() => pane.current?.find(query, true, false)}
      />
    </search>
  );
}
