import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useTexts } from '../../../app/language';
import type { Node } from '../../files/nodes';
import { sourceAt } from '../../files/viewer/source';
import type { OpenVisit } from './visit';

const Viewer = lazy(() => import('../../files/viewer/viewer').then((module) => ({ default: module.Viewer })));

type VisitViewerProps = { token: string; visit: OpenVisit; nodes: readonly Node[] };

/** What the address asks to be shown, where looking at it is no download that counts. */
export function VisitViewer({ token, visit, nodes }: VisitViewerProps) {
  const { file } = useSearch({ from: '/s/$token' });
  const navigate = useNavigate();
  const source = useMemo(() => sourceAt(`/links/${encodeURIComponent(token)}`), [token]);
  const opened = nodes.find((one) => one.kind === 'file' && one.id === file);
  if (!opened || visit.counted) return null;
  const lookAt = (id: string | undefined) =>
    void navigate({
      to: '/s/$token',
      params: { token },
      search: ({ folder }) => ({ ...(folder ? { folder } : {}), ...(id ? { file: id } : {}) }),
      replace: true,
    });
  return (
    <Suspense>
      <Title name={opened.name} />
      <Viewer
        source={source}
        files={nodes.filter((one) => one.kind === 'file')}
        file={opened}
        onStep={(to) => lookAt(to.id)}
        onClose={() => lookAt(undefined)}
      />
    </Suspense>
  );
}

/** The page below goes on having its own title. */
function Title({ name }: { name: string }) {
  const { appName } = useTexts().shell;
  useEffect(() => {
    const before = document.title;
    document.title = `${name} – ${appName}`;
    return () => {
      document.title = before;
    };
  }, [name, appName]);
  return null;
}
