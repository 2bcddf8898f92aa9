import { Ellipsis, RotateCcw, Trash2 } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { Checkbox } from '../../../kit/choice';
import { Menu, MenuItem } from '../../../kit/menu';
import { KindGlyph } from '../glyph';
import { kindOf } from '../kinds';
import { folderOfItem, type TrashItem } from './trash';

type TrashRowProps = {
  item: TrashItem;
  rootName: string;
  mayChange: boolean;
  onRestore: () => void;
  onDelete: () => void;
};

export function TrashRow({ item, rootName, mayChange, onRestore, onDelete }: TrashRowProps) {
  const t = useTexts();
  const format = useFormat();
  const when = format.moment(item.deletedAt);
  const deleted = item.deletedBy ? t.files.trashDeletedBy(when, item.deletedBy) : when;
  const was = folderOfItem(item, rootName);
  const trigger = (
    <Button className="button button-icon listing-more" aria-label={t.files.actionsFor(item.name)}>
      <Ellipsis size={20} aria-hidden="true" />
    </Button>
  );
  return (
    <>
      <Checkbox slot="selection" />
      <div className="listing-name">
        <KindGlyph kind={kindOf({ ...item, type: null })} />
        <div className="listing-texts">
          <span className="trash-name">{item.name}</span>
          <span className="listing-sub">{`${was} · ${deleted}`}</span>
        </div>
      </div>
      <span className="listing-cell listing-wide" title={was}>
        {was}
      </span>
      <span className="listing-cell" title={deleted}>
        {deleted}
      </span>
      <span className="listing-cell listing-cell-end listing-wide">{format.size(item.size)}</span>
      {mayChange ? (
        <Menu trigger={trigger} label={t.files.actionsFor(item.name)}>
          <MenuItem icon={<RotateCcw size={18} aria-hidden="true" />} onAction={onRestore}>
            {t.files.restore}
          </MenuItem>
          <MenuItem danger icon={<Trash2 size={18} aria-hidden="true" />} onAction={onDelete}>
            {t.files.deleteForGood}
          </MenuItem>
        </Menu>
      ) : null}
    </>
  );
}
