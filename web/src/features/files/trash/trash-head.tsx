import { useTexts } from '../../../app/language';
import { Checkbox } from '../../../kit/choice';

type TrashHeadProps = { all: 'none' | 'some' | 'all'; onAll: (all: boolean) => void };

export function TrashHead({ all, onAll }: TrashHeadProps) {
  const t = useTexts();
  return (
    <div className="listing-head">
      <Checkbox
        aria-label={t.files.selectAll}
        isSelected={all === 'all'}
        isIndeterminate={all === 'some'}
        onChange={onAll}
      />
      <span className="trash-column">{t.files.name}</span>
      <span className="listing-wide trash-column">{t.files.trashWas}</span>
      <span className="trash-column">{t.files.trashDeleted}</span>
      <span className="listing-wide trash-column listing-cell-end">{t.files.size}</span>
    </div>
  );
}
