import { Copy, Download, Ellipsis, FolderInput, Pencil, Scissors, Share2, Trash2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Toolbar } from 'react-aria-components';
import { useFormat } from '../../app/format';
import { useTexts } from '../../app/language';
import { Button, IconButton } from '../../kit/button';
import { Menu, MenuItem } from '../../kit/menu';
import type { FileActions } from './actions/use-file-actions';
import { useBrowseTexts } from './browse-texts';
import type { Node } from './nodes';

type SelectionBarProps = {
  selected: readonly Node[];
  actions: FileActions;
  details: ReactNode;
  onClear: () => void;
};

export function SelectionBar({ selected, actions, details, onClear }: SelectionBarProps) {
  const t = useTexts();
  const b = useBrowseTexts();
  const format = useFormat();
  const count = selected.length;
  const only = count === 1 ? selected[0] : undefined;
  const mayGo = selected.every((one) => one.can.includes('delete'));
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
      <Button look="quiet" aria-label={b.moveOrCopy} onPress={() => actions.askWhere(selected)}>
        <FolderInput size={18} aria-hidden="true" />
        <span>{b.move}</span>
      </Button>
      {mayGo ? (
        <Button look="quiet" aria-label={t.files.delete} onPress={() => void actions.discard(selected)}>
          <Trash2 size={18} aria-hidden="true" />
          <span>{t.files.delete}</span>
        </Button>
      ) : null}
      {details}
      <Menu
        label={b.more}
        trigger={<IconButton label={b.more} icon={<Ellipsis size={20} aria-hidden="true" />} />}
      >
        {mayGo ? (
          <MenuItem icon={<Scissors size={18} aria-hidden="true" />} onAction={() => actions.cut(selected)}>
            {b.cut}
          </MenuItem>
        ) : null}
        <MenuItem icon={<Copy size={18} aria-hidden="true" />} onAction={() => actions.copy(selected)}>
          {b.copy}
        </MenuItem>
      </Menu>
    </Toolbar>
  );
}
