import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Spinner } from '../../../kit/spinner';
import type { Node } from '../nodes';
import { FactsView } from './facts-view';
import { PdfView } from './pdf/lazy';
import { useSource } from './printing';
import { useViewerTexts } from './texts';

/** How often it is asked whether the document is ready, in milliseconds. */
const PAUSE = 700;

/** A document as the PDF that the server makes of it, which takes a moment the first time. */
export function OfficeView({ file }: { file: Node }) {
  const t = useTexts();
  const v = useViewerTexts();
  const source = useSource();
  const url = source.pdf(file);
  const { data, error } = useQuery({
    queryKey: ['pdf-state', url],
    queryFn: ({ signal }) => source.pdfState(file, signal),
    refetchInterval: ({ state }) =>
      state.data?.state === 'waiting' || state.data?.state === 'busy' ? PAUSE : false,
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
  if (error) return <FactsView file={file} trouble={t.problems[codeOf(error)]} />;
  switch (data?.state) {
    case 'ready':
      return <PdfView file={file} url={url} />;
    case 'failed':
      return <FactsView file={file} trouble={v.officeFailed} />;
    case 'no-converter':
      return <FactsView file={file} trouble={v.officeMissing} />;
    case 'waiting':
    case 'busy':
    case undefined:
      return (
        <div className="viewer-waiting" role="status">
          <Spinner />
          <span>{data?.before === 0 ? v.officeMaking : data ? v.officeWaiting : v.loading}</span>
        </div>
      );
  }
}
