import './folder-page.css';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useTexts } from '../../app/language';
import { usePageTitle } from '../../app/page-title';
import { nameOfSpace, spacesQuery } from '../spaces/spaces';
import { DropTarget } from './drop-target';
import { FolderContents } from './folder-contents';
import { ListingFailed, ListingWaiting } from './listing/listing-states';
import { childrenQuery, nodeQuery } from './nodes';

export function FolderPage() {
  const t = useTexts();
  const { nodeId } = useParams({ from: '/signed-in/files/$nodeId' });
  const { show, file } = useSearch({ from: '/signed-in/files/$nodeId' });
  const folder = useQuery(nodeQuery(nodeId));
  const children = useQuery(childrenQuery(nodeId));
  const { data: spaces } = useQuery(spacesQuery);
  const space = spaces?.find((one) => one.id === folder.data?.space);
  const path = folder.data?.path.map((step, depth) =>
    depth === 0 && space ? { ...step, name: nameOfSpace(space, t) } : step,
  );
  const opened = file === undefined ? undefined : children.data?.find((one) => one.id === file);
  usePageTitle(opened?.name ?? path?.at(-1)?.name);

  const error = folder.error ?? children.error;
  if (error && !(folder.data && children.data)) {
    const retry = () => {
      void folder.refetch();
      void children.refetch();
    };
    return (
      <main id="content" className="folder" tabIndex={-1}>
        <h1 className="visually-hidden">{t.files.files}</h1>
        <ListingFailed error={error} onRetry={retry} />
      </main>
    );
  }
  if (!folder.data || !children.data || !path) {
    return (
      <main id="content" className="folder" tabIndex={-1}>
        <h1 className="visually-hidden">{t.shell.loading}</h1>
        <div className="folder-head" />
        <ListingWaiting />
      </main>
    );
  }
  const shown = { ...folder.data, path };
  return (
    <DropTarget folder={shown}>
      <FolderContents
        key={`${nodeId} ${show}`}
        folder={shown}
        nodes={children.data}
        show={show}
        opened={opened}
      />
    </DropTarget>
  );
}
