import { useRouter } from '@tanstack/react-router';
import { Button } from '../kit/button';
import { Meadow } from '../kit/landscape';
import { Empty } from '../kit/notice';
import { useTexts } from './language';
import { usePageTitle } from './page-title';
import { ApiProblem, codeOf } from './problem';

/** What a page shows that could not be loaded, or that broke. */
export function FailedPage({ error }: { error: unknown }) {
  const t = useTexts();
  const router = useRouter();
  usePageTitle(t.shell.failedTitle);
  const text = error instanceof ApiProblem ? t.problems[codeOf(error)] : t.shell.pageFailed;
  return (
    <main className="stack" id="content">
      <Empty picture={<Meadow />} title={t.shell.failedTitle} text={text} level={1}>
        <Button look="primary" onPress={() => void router.invalidate()}>
          {t.shell.retry}
        </Button>
      </Empty>
    </main>
  );
}

export function NotFoundPage() {
  const t = useTexts();
  usePageTitle(t.shell.notFoundTitle);
  return (
    <main className="stack" id="content">
      <Empty picture={<Meadow />} title={t.shell.notFoundTitle} text={t.shell.notFoundText} level={1}>
        <a href="/files">{t.shell.toMyFiles}</a>
      </Empty>
    </main>
  );
}
