import '../folder-page.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTexts } from '../../../app/language';
import { usePageTitle } from '../../../app/page-title';
import { nameOfSpace, spacesQuery } from '../../spaces/spaces';
import { ListingFailed, ListingWaiting } from '../listing/listing-states';
import { latestFirst, trashQuery } from './trash';
import { TrashContents } from './trash-contents';

export function TrashPage() {
  const t = useTexts();
  const { spaceId } = useParams({ from: '/signed-in/trash/$spaceId' });
  const { data, error, refetch } = useQuery(trashQuery(spaceId));
  const { data: spaces } = useQuery(spacesQuery);
  const space = spaces?.find((one) => one.id === spaceId);
  const spaceName = space ? nameOfSpace(space, t) : '';
  const items = useMemo(() => latestFirst(data ?? []), [data]);
  usePageTitle(space ? t.files.trashOf(spaceName) : t.files.trashTitle);

  return (
    <main id="content" className="folder" tabIndex={-1}>
      {data && space ? (
        <TrashContents key={spaceId} space={space} spaceName={spaceName} items={items} />
      ) : (
        <>
          <header className="folder-head">
            <h1>{t.files.trashTitle}</h1>
          </header>
          {error ? <ListingFailed error={error} onRetry={() => void refetch()} /> : <ListingWaiting />}
        </>
      )}
    </main>
  );
}
