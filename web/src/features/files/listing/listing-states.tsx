import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Button } from '../../../kit/button';
import { Meadow } from '../../../kit/landscape';
import { Empty } from '../../../kit/notice';
import { Skeleton } from '../../../kit/spinner';

const WIDTHS = ['38%', '26%', '44%', '31%', '22%', '40%', '28%'];

export function ListingWaiting() {
  const t = useTexts();
  return (
    <div className="listing" aria-busy="true">
      <p className="visually-hidden" role="status">
        {t.shell.loading}
      </p>
      {WIDTHS.map((width) => (
        <div key={width} className="listing-waiting" aria-hidden="true">
          <Skeleton width="2rem" />
          <Skeleton width={width} />
        </div>
      ))}
    </div>
  );
}

export function ListingFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTexts();
  const gone = codeOf(error) === 'not-found';
  return (
    <div className="listing-stand" role="alert">
      <Empty
        picture={<Meadow />}
        title={gone ? t.shell.notFoundTitle : t.files.loadFailed}
        text={gone ? t.shell.notFoundText : t.problems[codeOf(error)]}
      >
        {gone ? (
          <a href="/files">{t.shell.toMyFiles}</a>
        ) : (
          <Button look="primary" onPress={onRetry}>
            {t.shell.retry}
          </Button>
        )}
      </Empty>
    </div>
  );
}

export function ListingEmpty({ title, text }: { title: string; text: string }) {
  return (
    <div className="listing-stand">
      <Empty picture={<Meadow />} title={title} text={text} />
    </div>
  );
}
