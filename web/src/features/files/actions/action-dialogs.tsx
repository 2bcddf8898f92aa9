import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTexts } from '../../../app/language';
import { opensAs } from '../kinds';
import { createFolder, type Node, type NodeWithPath, refreshFolder, rename } from '../nodes';
import { ImageViewer } from '../viewer/image-viewer';
import { NameDialog } from './name-dialog';
import type { FileActions } from './use-file-actions';

export type Action =
  | { kind: 'new-folder' }
  | { kind: 'rename'; id: string }
  | { kind: 'share'; id: string }
  | { kind: 'move'; nodes: readonly Node[] }
  | { kind: 'view'; id: string };

const ShareDialog = lazy(() =>
  import('../../sharing/share-dialog').then((module) => ({ default: module.ShareDialog })),
);

const MoveDialog = lazy(() =>
  import('../transfer/move-dialog').then((module) => ({ default: module.MoveDialog })),
);

type ActionDialogsProps = {
  folder: NodeWithPath;
  nodes: readonly Node[];
  action: Action | null;
  onSend: FileActions['send'];
  onClose: () => void;
};

export function ActionDialogs({ folder, nodes, action, onSend, onClose }: ActionDialogsProps) {
  const t = useTexts();
  const client = useQueryClient();
  if (action === null) return null;
  if (action.kind === 'move') {
    return (
      <Suspense>
        <MoveDialog
          nodes={action.nodes}
          from={folder.id}
          onSend={(deed, goal) => void onSend(deed, action.nodes, goal)}
          onClose={onClose}
        />
      </Suspense>
    );
  }
  const node = action.kind === 'new-folder' ? undefined : nodes.find((one) => one.id === action.id);
  const taken = new Set(nodes.filter((one) => one !== node).map((one) => one.name));
  const done = () => {
    refreshFolder(client, folder.id);
    onClose();
  };

  if (action.kind === 'new-folder') {
    return (
      <NameDialog
        title={t.files.newFolder}
        label={t.files.folderName}
        submit={t.files.create}
        initial=""
        taken={taken}
        save={(name) => createFolder(folder.id, name)}
        onDone={done}
        onClose={onClose}
      />
    );
  }
  if (!node) return null;
  if (action.kind === 'share') {
    return (
      <Suspense>
        <ShareDialog node={node} onClose={onClose} />
      </Suspense>
    );
  }
  if (action.kind === 'view') {
    return (
      <ImageViewer images={nodes.filter((one) => opensAs(one) === 'image')} start={node} onClose={onClose} />
    );
  }
  return (
    <NameDialog
      title={t.files.rename}
      label={t.files.newName}
      submit={t.files.rename}
      initial={node.name}
      wholeName={node.kind === 'folder'}
      taken={taken}
      save={(name) => rename(node.id, name)}
      onDone={done}
      onClose={onClose}
    />
  );
}
