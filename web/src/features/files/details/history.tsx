import { useInfiniteQuery } from '@tanstack/react-query';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Button } from '../../../kit/button';
import { useBrowseTexts } from '../browse-texts';
import type { Node } from '../nodes';
import { historyQuery } from './details';
import { sentenceOf } from './sentences';

/** What happened to it, from the ledger: the newest first, as far back as one likes. */
export function History({ node }: { node: Node }) {
  const t = useTexts();
  const b = useBrowseTexts();
  const format = useFormat();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    historyQuery(node),
  );
  const events = data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <section className="details-section">
      <h3>{b.history}</h3>
      {error ? <p className="muted">{t.problems[codeOf(error)]}</p> : null}
      {data && events.length === 0 ? <p className="muted">{b.noHistory}</p> : null}
      <ol className="history">
        {events.map((one) => (
          <li key={one.id}>
            <span>{sentenceOf(one, b)}</span>
            <span className="muted">
              <time dateTime={one.at} title={format.dateTime(one.at)}>
                {format.moment(one.at)}
              </time>
              {one.client === '' ? null : ` · ${one.client}`}
            </span>
          </li>
        ))}
      </ol>
      {hasNextPage ? (
        <Button look="quiet" isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {b.showMore}
        </Button>
      ) : null}
    </section>
  );
}
