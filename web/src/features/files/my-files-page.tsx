import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { FailedPage } from '../../app/failed-page';
import { useTexts } from '../../app/language';
import { Spinner } from '../../kit/spinner';
import { spacesQuery } from './spaces';

/** The start page is the folder one works in most: one's own. */
export function HomePage() {
  const t = useTexts();
  const { data, error } = useQuery(spacesQuery);
  const first = data?.[0];
  if (first) return <Navigate to="/files/$nodeId" params={{ nodeId: first.root }} replace />;
  if (error) return <FailedPage error={error} />;
  return (
    <main id="content" aria-busy="true" className="home-waiting">
      <Spinner />
      <h1 className="visually-hidden">{t.shell.loading}</h1>
    </main>
  );
}
