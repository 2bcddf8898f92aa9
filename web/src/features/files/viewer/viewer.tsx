import './viewer.css';
import './print.css';
import { ArrowLeft, ArrowRight, Download, Printer, X } from 'lucide-react';
import { type KeyboardEvent, lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useFormat } from '../../../app/format';
import { IconButton } from '../../../kit/button';
import { Spinner } from '../../../kit/spinner';
import { saveFrom } from '../actions/save-from';
import type { Node } from '../nodes';
import { FactsView } from './facts-view';
import { MediaView } from './media-view';
import { OfficeView } from './office-view';
import { PdfView } from './pdf/lazy';
import { PictureView } from './picture-view';
import { type Print, ViewerContext } from './printing';
import { shownAs } from './shown-as';
import type { Source } from './source';
import { useViewerTexts } from './texts';

const TextView = lazy(() => import('./text-view').then((module) => ({ default: module.TextView })));
const MarkdownView = lazy(() =>
  import('./markdown-view').then((module) => ({ default: module.MarkdownView })),
);

type ViewerProps = {
  source: Source;
  /** What the arrow keys lead through. */
  files: readonly Node[];
  file: Node;
  onStep: (to: Node) => void;
  onClose: () => void;
};

/** One file over the whole window, and the way to the ones before and after it. */
export function Viewer({ source, files, file, onStep, onClose }: ViewerProps) {
  const v = useViewerTexts();
  const format = useFormat();
  const index = files.findIndex((one) => one.id === file.id);
  const print = useRef<Print | null>(null);
  const context = useMemo(() => ({ source, print }), [source]);
  const step = (by: number) => {
    const next = files[index + by];
    if (next) onStep(next);
  };
  const printNow = () => {
    if (print.current) void print.current();
    else window.print();
  };
  useEffect(() => {
    // Ctrl+P prints the page as it stands; what is drawn only in part has to be drawn whole before.
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'p' || !(event.ctrlKey || event.metaKey) || !print.current) return;
      event.preventDefault();
      void print.current();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target instanceof HTMLElement && event.target.closest('input, select, audio, video')) return;
    if (event.key === 'ArrowRight') step(1);
    if (event.key === 'ArrowLeft') step(-1);
  };
  const shown = shownAs(file);
  return (
    <ModalOverlay
      className="viewer"
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="viewer-modal">
        <Dialog className="viewer-body">
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys work wherever the focus is in here */}
          <div className="viewer-body" onKeyDown={onKeyDown}>
            <header className="viewer-head">
              <div className="viewer-title">
                <Heading slot="title" level={2}>
                  {file.name}
                </Heading>
                <span role="status">
                  {files.length > 1
                    ? v.position(format.number(index + 1), format.number(files.length))
                    : format.size(file.size)}
                </span>
              </div>
              {files.length > 1 ? (
                <div className="viewer-steps">
                  <IconButton
                    label={v.previous}
                    icon={<ArrowLeft size={20} aria-hidden="true" />}
                    isDisabled={index <= 0}
                    onPress={() => step(-1)}
                  />
                  <IconButton
                    label={v.next}
                    icon={<ArrowRight size={20} aria-hidden="true" />}
                    isDisabled={index === files.length - 1}
                    onPress={() => step(1)}
                  />
                </div>
              ) : null}
              {shown === 'nothing' || shown === 'audio' || shown === 'video' ? null : (
                <IconButton
                  label={v.print}
                  icon={<Printer size={20} aria-hidden="true" />}
                  onPress={printNow}
                />
              )}
              <IconButton
                label={v.download}
                icon={<Download size={20} aria-hidden="true" />}
                onPress={() => saveFrom(source.content(file))}
              />
              <IconButton
                label={v.close}
                icon={<X size={22} aria-hidden="true" />}
                onPress={onClose}
                autoFocus
              />
            </header>
            <ViewerContext value={context}>
              <div className={`viewer-stage viewer-stage-${shown}`} key={`${file.id} ${file.etag}`}>
                <Suspense fallback={<Waiting />}>
                  <Content file={file} />
                </Suspense>
              </div>
            </ViewerContext>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Content({ file }: { file: Node }) {
  const shown = shownAs(file);
  switch (shown) {
    case 'picture':
      return <PictureView file={file} />;
    case 'pdf':
      return <PdfView file={file} />;
    case 'office':
      return <OfficeView file={file} />;
    case 'markdown':
      return <MarkdownView file={file} />;
    case 'text':
      return <TextView file={file} />;
    case 'audio':
    case 'video':
      return <MediaView file={file} />;
    case 'nothing':
      return <FactsView file={file} />;
  }
}

function Waiting() {
  const v = useViewerTexts();
  return (
    <div className="viewer-waiting" role="status">
      <Spinner />
      <span>{v.loading}</span>
    </div>
  );
}
