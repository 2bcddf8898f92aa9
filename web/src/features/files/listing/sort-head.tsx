import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTexts } from '../../../app/language';
import { Checkbox } from '../../../kit/choice';
import { COLUMNS, type Column, type Sort, sortedBy } from '../sort';

type SortHeadProps = {
  sort: Sort;
  onSort: (sort: Sort) => void;
  all: 'none' | 'some' | 'all';
  onAll: (all: boolean) => void;
};

export function SortHead({ sort, onSort, all, onAll }: SortHeadProps) {
  const t = useTexts();
  const texts: Record<Column, string> = {
    name: t.files.name,
    size: t.files.size,
    modified: t.files.modified,
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a box of its own that no grid can lay out
    <div className="listing-head" role="group" aria-label={t.files.columns}>
      <Checkbox
        aria-label={t.files.selectAll}
        isSelected={all === 'all'}
        isIndeterminate={all === 'some'}
        onChange={onAll}
      />
      {COLUMNS.map((column) => (
        <SortButton
          key={column}
          text={texts[column]}
          end={column === 'size'}
          direction={sort.column === column ? (sort.descending ? 'down' : 'up') : null}
          onPress={() => onSort(sortedBy(sort, column))}
        />
      ))}
    </div>
  );
}

type SortButtonProps = { text: string; end: boolean; direction: 'up' | 'down' | null; onPress: () => void };

function SortButton({ text, end, direction, onPress }: SortButtonProps) {
  const t = useTexts();
  const label =
    direction === null
      ? t.files.sortBy(text)
      : direction === 'up'
        ? t.files.sortAscending(text)
        : t.files.sortDescending(text);
  const looks = ['sort-button', end ? 'sort-button-end' : '', direction ? 'sort-button-current' : ''];
  return (
    <Button className={looks.join(' ')} aria-label={label} onPress={onPress}>
      {text}
      {direction === 'up' ? <ArrowUp size={14} aria-hidden="true" /> : null}
      {direction === 'down' ? <ArrowDown size={14} aria-hidden="true" /> : null}
    </Button>
  );
}
