import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { FailedPage } from '../../app/failed-page';
import { useTexts } from '../../app/language';
import { spacesQuery } from '../spaces/spaces';
import { ListingWaiting } from './listing/listing-states';

/** Leads to the folder one works in most: one's own. */
export function MyFilesPage() {
  const t = useTexts();
  const { data, error } = useQuery(spacesQuery);
  const first = data?.[0];
  if (first) return <Navigate to="/files/$nodeId" params={{ nodeId: first.root }} replace />;
  if (error) return <FailedPage error={error} />;
  return (
    <main id="content" className="folder" aria-busy="true">
      <h1 className="visually-hidden">{t.shell.loading}</h1>
      <div className="folder-head" />
      <ListingWaiting />
    </main>
  );
}
