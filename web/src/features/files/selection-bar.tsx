import { Download, Pencil, Share2, Trash2, X } from 'lucide-react';
import { Toolbar } from 'react-aria-components';
import { useFormat } from '../../app/format';
import { useTexts } from '../../app/language';
import { Button, IconButton } from '../../kit/button';
import type { FileActions } from './actions/use-file-actions';
import type { Node } from './nodes';

type SelectionBarProps = { selected: readonly Node[]; actions: FileActions; onClear: () => void };

export function SelectionBar({ selected, actions, onClear }: SelectionBarProps) {
  const t = useTexts();
  const format = useFormat();
  const count = selected.length;
  const only = count === 1 ? selected[0] : undefined;
  return (
    <Toolbar className="selection-bar" aria-label={t.files.selectionActions}>
      <IconButton
        label={t.files.clearSelection}
        icon={<X size={20} aria-hidden="true" />}
        onPress={onClear}
      />
      <h1 className="visually-hidden">{t.files.files}</h1>
      <span className="selection-count" role="status">
        {t.files.selected(count, format.number(count))}
      </span>
      {only?.can.includes('share') ? (
        <Button look="quiet" aria-label={t.files.share} onPress={() => actions.share(only)}>
          <Share2 size={18} aria-hidden="true" />
          <span>{t.files.share}</span>
        </Button>
      ) : null}
      {only?.can.includes('rename') ? (
        <Button look="quiet" aria-label={t.files.rename} onPress={() => actions.askRename(only)}>
          <Pencil size={18} aria-hidden="true" />
          <span>{t.files.rename}</span>
        </Button>
      ) : null}
      <Button look="quiet" aria-label={t.files.download} onPress={() => actions.download(selected)}>
        <Download size={18} aria-hidden="true" />
        <span>{t.files.download}</span>
      </Button>
      {selected.every((one) => one.can.includes('delete')) ? (
        <Button look="quiet" aria-label={t.files.delete} onPress={() => void actions.discard(selected)}>
          <Trash2 size={18} aria-hidden="true" />
          <span>{t.files.delete}</span>
        </Button>
      ) : null}
    </Toolbar>
  );
}
