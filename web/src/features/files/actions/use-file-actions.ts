import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { dismissToast, showToast } from '../../../kit/toasts';
import { opensAs } from '../kinds';
import { archiveUrl, contentUrl, discard, type Node, type NodeWithPath, refreshFolder } from '../nodes';
import type { Deed } from '../transfer/clipboard';
import { rememberUndo } from '../transfer/undo';
import { type Goal, useTransfer } from '../transfer/use-transfer';
import { restore } from '../trash/trash';
import type { Action } from './action-dialogs';
import { eachOf } from './each-of';
import { longestAddress, saveFrom } from './save-from';

export type FileActions = {
  open: (node: Node) => void;
  download: (nodes: readonly Node[]) => void;
  discard: (nodes: readonly Node[]) => Promise<void>;
  askRename: (node: Node) => void;
  share: (node: Node) => void;
  cut: (nodes: readonly Node[]) => void;
  copy: (nodes: readonly Node[]) => void;
  /** Into this folder, or one in it. */
  paste: (into?: Node) => Promise<void>;
  askWhere: (nodes: readonly Node[]) => void;
  showDetails: (node: Node) => void;
  send: (deed: Deed, nodes: readonly Node[], goal: Goal) => Promise<void>;
};

export function useFileActions(
  folder: NodeWithPath,
  ask: (action: Action) => void,
  choose: (ids: readonly string[]) => void,
  showDetails: (node: Node) => void,
): FileActions {
  const t = useTexts();
  const format = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  const transfers = useTransfer();
  const here = goalOf(folder);

  const open = (node: Node) => {
    switch (opensAs(node)) {
      case 'folder':
        return void navigate({ to: '/files/$nodeId', params: { nodeId: node.id } });
      case 'image':
        return ask({ kind: 'view', id: node.id });
      case 'tab':
        return void window.open(contentUrl(node, true), '_blank', 'noopener');
      case 'download':
        return saveFrom(contentUrl(node));
    }
  };

  const download = (nodes: readonly Node[]) => {
    const [only] = nodes;
    if (only && nodes.length === 1) {
      return saveFrom(only.kind === 'folder' ? archiveUrl(only.id) : contentUrl(only));
    }
    const url = archiveUrl(
      folder.id,
      nodes.map((one) => one.id),
    );
    if (url.length > longestAddress) return showToast(t.files.tooManyForArchive, { tone: 'danger' });
    saveFrom(url);
  };

  const undo = async (items: readonly { node: Node; trashItem: string }[]) => {
    const { done, failed } = await eachOf(items, ({ trashItem }) => restore(trashItem));
    refreshFolder(client, folder.id);
    const [first] = items;
    const count = done.length;
    if (count > 0) showToast(t.files.restored(count, format.number(count), first?.node.name ?? ''));
    const [problem] = failed;
    if (problem) showToast(t.problems[codeOf(problem.error)], { tone: 'danger' });
  };

  const discardAll = async (nodes: readonly Node[]) => {
    const allowed = nodes.filter((one) => one.can.includes('delete'));
    const { done, failed } = await eachOf(allowed, async (node) => ({ node, ...(await discard(node.id)) }));
    choose([]);
    refreshFolder(client, folder.id);
    void client.invalidateQueries({ queryKey: ['trash', folder.space] });
    const count = done.length;
    if (failed.length > 0) {
      showToast(t.files.deleteSomeFailed(failed.length, format.number(failed.length)), { tone: 'danger' });
    }
    if (count === 0) return;
    const run = rememberUndo(() => {
      dismissToast(toast);
      void undo(done);
    });
    const toast = showToast(t.files.deleted(count, format.number(count), done[0]?.node.name ?? ''), {
      action: { label: t.files.undo, run },
    });
  };

  const paste = async (into?: Node) => {
    const goal = into ? inside(here, into) : here;
    const arrived = await transfers.paste(goal);
    if (goal === here && arrived.length > 0) choose(arrived);
  };

  const send = async (deed: Deed, nodes: readonly Node[], goal: Goal) => {
    const arrived = await transfers.send(deed, nodes, goal);
    if (arrived.length > 0) choose(goal.id === folder.id ? arrived : []);
  };

  return {
    open,
    download,
    discard: discardAll,
    askRename: (node) => ask({ kind: 'rename', id: node.id }),
    share: (node) => ask({ kind: 'share', id: node.id }),
    cut: transfers.cut,
    copy: transfers.copy,
    paste,
    askWhere: (nodes) => ask({ kind: 'move', nodes }),
    send,
    showDetails,
  };
}

export function goalOf({ id, path, name, can }: NodeWithPath): Goal {
  return { id, name: path.at(-1)?.name ?? name, path, can };
}

/** A folder in another, as a goal. */
export function inside(goal: Goal, { id, name, can }: Node): Goal {
  return { id, name, path: [...goal.path, { id, name }], can };
}
