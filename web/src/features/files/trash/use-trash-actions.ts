import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { showToast } from '../../../kit/toasts';
import { eachOf } from '../actions/each-of';
import { deleteForGood, emptyTrash, restore, type TrashItem } from './trash';

export type TrashActions = {
  isPending: boolean;
  restoreAll: (items: readonly TrashItem[]) => Promise<void>;
  deleteAll: (items: readonly TrashItem[]) => Promise<void>;
  empty: () => Promise<void>;
};

export function useTrashActions(spaceId: string, onDone: () => void): TrashActions {
  const t = useTexts();
  const format = useFormat();
  const client = useQueryClient();
  const [isPending, setPending] = useState(false);

  const complain = (error: unknown) => showToast(t.problems[codeOf(error)], { tone: 'danger' });

  const during = async (work: () => Promise<void>) => {
    setPending(true);
    try {
      await work();
    } catch (error) {
      complain(error);
    } finally {
      setPending(false);
      onDone();
      void client.invalidateQueries({ queryKey: ['trash', spaceId] });
      void client.invalidateQueries({ queryKey: ['children'] });
      void client.invalidateQueries({ queryKey: ['spaces'], exact: true });
    }
  };

  const forEach = (
    items: readonly TrashItem[],
    work: (id: string) => Promise<unknown>,
    told: (count: number) => string,
  ) =>
    during(async () => {
      const { done, failed } = await eachOf(items, (item) => work(item.id));
      if (done.length > 0) showToast(told(done.length));
      const [problem] = failed;
      if (problem) complain(problem.error);
    });

  return {
    isPending,
    restoreAll: (items) =>
      forEach(items, restore, (count) => t.files.restored(count, format.number(count), items[0]?.name ?? '')),
    deleteAll: (items) => forEach(items, deleteForGood, () => t.files.deletedForGood),
    empty: () =>
      during(async () => {
        await emptyTrash(spaceId);
        showToast(t.files.deletedForGood);
      }),
  };
}
