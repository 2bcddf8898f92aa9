import { useQueryClient } from '@tanstack/react-query';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { dismissToast, showToast } from '../../../kit/toasts';
import { useBrowseTexts } from '../browse-texts';
import { type Ability, type Node, refreshFolder } from '../nodes';
import { currentClip, type Deed, setClip } from './clipboard';
import { intoItself, type Target } from './plan';
import { type Arrived, type Outcome, takeBack, transfer } from './transfer';
import { rememberUndo } from './undo';

/** A folder that something may go into, as far as one may. */
export type Goal = Target & { can: readonly Ability[] };

export type Transfers = {
  cut: (nodes: readonly Node[]) => void;
  copy: (nodes: readonly Node[]) => void;
  /** What has arrived, to be chosen where it can be seen. */
  paste: (goal: Goal) => Promise<readonly string[]>;
  send: (deed: Deed, nodes: readonly Node[], goal: Goal) => Promise<readonly string[]>;
};

/** Of what was cut or copied, only the last is worth saying. */
let clipToast = 0;

function sayClip(text: string): void {
  dismissToast(clipToast);
  clipToast = showToast(text);
}

export function useTransfer(): Transfers {
  const t = useTexts();
  const b = useBrowseTexts();
  const format = useFormat();
  const client = useQueryClient();
  const said = (nodes: readonly { name: string }[]) =>
    [nodes.length, format.number(nodes.length), nodes[0]?.name ?? ''] as const;
  const complain = (text: string) => showToast(text, { tone: 'danger' });

  const refresh = (outcome: Outcome, target: string) => {
    const spaces = new Set<string>();
    const folders = new Set<string | null>([target]);
    for (const { before, after } of outcome.arrived) {
      folders.add(before.parent);
      folders.add(after.parent);
      void client.invalidateQueries({ queryKey: ['node', before.id] });
      if (after.replaced !== undefined) spaces.add(after.space);
    }
    for (const folder of folders) refreshFolder(client, folder);
    for (const space of spaces) void client.invalidateQueries({ queryKey: ['trash', space] });
  };

  const complainOf = (deed: Deed, { failed }: Outcome) => {
    const [first] = failed;
    if (!first) return;
    const what = (deed === 'move' ? b.moveFailed : b.copyFailed)(...said(failed.map((one) => one.node)));
    complain(`${what} ${t.problems[codeOf(first.error)]}`);
  };

  const undo = async (deed: Deed, arrived: readonly Arrived[], target: string) => {
    const outcome = await takeBack(deed, arrived);
    refresh(outcome, target);
    for (const { after } of arrived) void client.invalidateQueries({ queryKey: ['trash', after.space] });
    const back = said(outcome.arrived.map((one) => one.before));
    if (back[0] > 0) showToast(deed === 'move' ? b.movedBack(...back) : b.copiesDiscarded(back[0], back[1]));
    const [first] = outcome.failed;
    if (first) complain(t.problems[codeOf(first.error)]);
  };

  const send = async (deed: Deed, nodes: readonly Node[], goal: Goal) => {
    const itself = intoItself(nodes, goal);
    if (!goal.can.includes('create')) complain(b.mayNotPut(goal.name));
    else if (itself) complain(b.intoItself(itself.name));
    else {
      const outcome = await transfer(deed, nodes, goal);
      refresh(outcome, goal.id);
      complainOf(deed, outcome);
      const { arrived } = outcome;
      if (arrived.length > 0) {
        const text = (deed === 'move' ? b.moved : b.copied)(
          ...said(arrived.map((one) => one.after)),
          goal.name,
        );
        const run = rememberUndo(() => {
          dismissToast(toast);
          void undo(deed, arrived, goal.id);
        });
        const toast = showToast(text, { action: { label: t.files.undo, run } });
      }
      return arrived.map((one) => one.after.id);
    }
    return [];
  };

  const cut = (nodes: readonly Node[]) => {
    const stuck = nodes.filter((one) => !one.can.includes('delete'));
    if (stuck.length > 0) return complain(b.mayNotTake(...said(stuck)));
    setClip({ deed: 'move', nodes });
    sayClip(b.willBeMoved(...said(nodes)));
  };

  return {
    cut,
    copy: (nodes) => {
      setClip({ deed: 'copy', nodes });
      sayClip(b.willBeCopied(...said(nodes)));
    },
    paste: async (goal) => {
      const clip = currentClip();
      if (clip === null) return [];
      dismissToast(clipToast);
      // What was cut is pasted once; a copy as often as one likes.
      const mayGo = goal.can.includes('create') && intoItself(clip.nodes, goal) === undefined;
      if (clip.deed === 'move' && mayGo) setClip(null);
      return await send(clip.deed, clip.nodes, goal);
    },
    send,
  };
}
