import type { ReactNode } from 'react';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Spinner } from '../../../kit/spinner';
import type { Node } from '../nodes';
import { FactsView } from './facts-view';
import type { Reading } from './read-text';
import { takeFocus } from './take-focus';
import { useViewerTexts } from './texts';
import { useText } from './use-text';

/** Around what is read as text: waiting for it, and saying what is not there. */
export function TextFrame({ file, children }: { file: Node; children: (reading: Reading) => ReactNode }) {
  const t = useTexts();
  const v = useViewerTexts();
  const format = useFormat();
  const { data, error } = useText(file);
  if (error) return <FactsView file={file} trouble={t.problems[codeOf(error)]} />;
  if (data === undefined) {
    return (
      <div className="viewer-waiting" role="status">
        <Spinner />
        <span>{v.loading}</span>
      </div>
    );
  }
  if (data === null) return <FactsView file={file} />;
  const part = data.shown < data.total;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className="viewer-sheet" ref={takeFocus} tabIndex={0} aria-label={file.name}>
      {part ? (
        <p className="viewer-part" role="status">
          {v.onlyPart(format.size(data.shown), format.size(data.total))}
        </p>
      ) : null}
      {data.total === 0 ? <p className="viewer-part">{v.empty}</p> : children(data)}
    </section>
  );
}
