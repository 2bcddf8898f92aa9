import 'pdfjs-dist/legacy/web/pdf_viewer.css';
import './pdf.css';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useFormat } from '../../../../app/format';
import { useLanguage } from '../../../../app/language';
import { Spinner } from '../../../../kit/spinner';
import type { Node } from '../../nodes';
import { FactsView } from '../facts-view';
import { usePrint, useSource } from '../printing';
import { takeFocus } from '../take-focus';
import { useViewerTexts } from '../texts';
import { openPdf } from './engine';
import { type Found, PdfPane } from './pdf-pane';
import { PdfTools } from './pdf-tools';
import { printPages } from './print-pages';

type State =
  | { at: 'loading' }
  | { at: 'failed'; trouble: string }
  | { at: 'open'; document: PDFDocumentProxy };

/** @param url of the PDF, when it is not the file itself */
export function PdfView({ file, url }: { file: Node; url?: string }) {
  const v = useViewerTexts();
  const own = useSource().content(file, true);
  const address = url ?? own;
  const [state, setState] = useState<State>({ at: 'loading' });
  useEffect(() => {
    const task = openPdf(address);
    // Nobody is asked for a password here: the program that one opens it with will do.
    task.onPassword = () => {
      setState({ at: 'failed', trouble: v.pdfLocked });
      void task.destroy();
    };
    let wanted = true;
    task.promise.then(
      (document) => wanted && setState({ at: 'open', document }),
      () =>
        wanted &&
        setState((before) => (before.at === 'failed' ? before : { at: 'failed', trouble: v.pdfFailed })),
    );
    return () => {
      wanted = false;
      void task.destroy();
    };
  }, [address, v]);
  switch (state.at) {
    case 'loading':
      return (
        <div className="viewer-waiting" role="status">
          <Spinner />
          <span>{v.loading}</span>
        </div>
      );
    case 'failed':
      return <FactsView file={file} trouble={state.trouble} />;
    case 'open':
      return <Pages document={state.document} name={file.name} />;
  }
}

function Pages({ document, name }: { document: PDFDocumentProxy; name: string }) {
  const v = useViewerTexts();
  const { language } = useLanguage();
  const format = useFormat();
  const container = useRef<HTMLDivElement>(null);
  const pane = useRef<PdfPane | null>(null);
  const [page, setPage] = useState(1);
  const [scale, setScale] = useState(1);
  const [found, setFound] = useState<Found | null>(null);
  const [printed, setPrinted] = useState<number | null>(null);

  useEffect(() => {
    if (!container.current) return;
    const opened = new PdfPane({
      container: container.current,
      document,
      language,
      nameOfPage: (number) => v.page(String(number)),
      listener: { onPage: setPage, onZoom: setScale, onFound: setFound },
    });
    pane.current = opened;
    takeFocus(container.current);
    return () => {
      pane.current = null;
      opened.close();
    };
  }, [document, language, v]);

  const printing = useRef<AbortController | null>(null);
  useEffect(() => () => printing.current?.abort(), []);
  usePrint(
    useCallback(async () => {
      if (printing.current) return;
      const abort = new AbortController();
      printing.current = abort;
      setPrinted(0);
      try {
        await printPages(document, setPrinted, abort.signal);
      } catch (error) {
        if (!abort.signal.aborted) throw error;
      } finally {
        printing.current = null;
        setPrinted(null);
      }
    }, [document]),
  );

  return (
    <div className="pdf">
      <PdfTools
        pane={pane}
        page={page}
        pages={document.numPages}
        scale={scale}
        found={found}
        onFindEnd={() => setFound(null)}
      />
      <div className="pdf-frame">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
        <div className="pdf-scroll" ref={container} tabIndex={0} role="document" aria-label={name}>
          <div className="pdfViewer" />
        </div>
        {printed === null ? null : (
          <p className="pdf-printing" role="status">
            <Spinner />
            {v.preparingPrint(format.number(printed), format.number(document.numPages))}
          </p>
        )}
      </div>
    </div>
  );
}
