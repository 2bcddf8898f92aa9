import { useNavigate, useRouter } from '@tanstack/react-router';
import { lazy, type RefObject, Suspense } from 'react';
import type { Node } from '../nodes';
import { OWN_FILES } from './source';

const Viewer = lazy(() => import('./viewer').then((module) => ({ default: module.Viewer })));

type FileViewerProps = {
  folder: string;
  nodes: readonly Node[];
  file: Node;
  /** Whether the page began with this file: then there is no folder to go back to. */
  direct: RefObject<boolean>;
};

/** Its address says what is open: "back" closes it, and whoever gets the address sees the same. */
export function FileViewer({ folder, nodes, file, direct }: FileViewerProps) {
  const navigate = useNavigate();
  const router = useRouter();
  const lookAt = (id: string | undefined) =>
    void navigate({
      to: '/files/$nodeId',
      params: { nodeId: folder },
      search: (before) => {
        const { file: _, ...others } = before;
        return id === undefined ? others : { ...others, file: id };
      },
      replace: true,
    });
  return (
    <Suspense>
      <Viewer
        source={OWN_FILES}
        files={nodes.filter((one) => one.kind === 'file')}
        file={file}
        onStep={(to) => lookAt(to.id)}
        onClose={() => (direct.current ? lookAt(undefined) : router.history.back())}
      />
    </Suspense>
  );
}
