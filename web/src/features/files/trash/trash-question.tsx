import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { Confirm } from '../../../kit/confirm';
import type { TrashItem } from './trash';
import type { TrashActions } from './use-trash-actions';

export type Question = { kind: 'delete'; items: readonly TrashItem[] } | { kind: 'empty'; count: number };

type TrashQuestionProps = { question: Question; actions: TrashActions; onClose: () => void };

export function TrashQuestion({ question, actions, onClose }: TrashQuestionProps) {
  const t = useTexts();
  const format = useFormat();
  const common = { cancel: t.shell.cancel, isPending: actions.isPending, onClose };
  if (question.kind === 'empty') {
    return (
      <Confirm
        {...common}
        title={t.files.emptyTrashTitle}
        text={t.files.emptyTrashText(question.count, format.number(question.count))}
        confirm={t.files.emptyTrash}
        onConfirm={() => void actions.empty()}
      />
    );
  }
  const { items } = question;
  return (
    <Confirm
      {...common}
      title={t.files.deleteForGoodTitle}
      text={t.files.deleteForGoodText(items.length, format.number(items.length), items[0]?.name ?? '')}
      confirm={t.files.deleteForGood}
      onConfirm={() => void actions.deleteAll(items)}
    />
  );
}
