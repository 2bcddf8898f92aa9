import { RotateCcw, Trash2, X } from 'lucide-react';
import { Toolbar } from 'react-aria-components';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { Button, IconButton } from '../../../kit/button';
import type { TrashItem } from './trash';

type TrashSelectionBarProps = {
  selected: readonly TrashItem[];
  onRestore: () => void;
  onDelete: () => void;
  onClear: () => void;
};

export function TrashSelectionBar({ selected, onRestore, onDelete, onClear }: TrashSelectionBarProps) {
  const t = useTexts();
  const format = useFormat();
  return (
    <Toolbar className="selection-bar" aria-label={t.files.selectionActions}>
      <IconButton
        label={t.files.clearSelection}
        icon={<X size={20} aria-hidden="true" />}
        onPress={onClear}
      />
      <h1 className="visually-hidden">{t.files.trashTitle}</h1>
      <span className="selection-count" role="status">
        {t.files.selected(selected.length, format.number(selected.length))}
      </span>
      <Button look="quiet" aria-label={t.files.restore} onPress={onRestore}>
        <RotateCcw size={18} aria-hidden="true" />
        <span>{t.files.restore}</span>
      </Button>
      <Button look="quiet" aria-label={t.files.deleteForGood} onPress={onDelete}>
        <Trash2 size={18} aria-hidden="true" />
        <span>{t.files.deleteForGood}</span>
      </Button>
    </Toolbar>
  );
}
