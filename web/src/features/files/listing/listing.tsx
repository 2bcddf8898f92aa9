import './listing.css';
import type { KeyboardEvent, ReactNode } from 'react';
import {
  GridList,
  GridListItem,
  type GridListItemRenderProps,
  ListLayout,
  type Selection,
  Virtualizer,
} from 'react-aria-components';
import { useIsPhone } from '../../../kit/screen';
import { type Dragging, useDragItems } from './use-drag-items';

export type Chosen = ReadonlySet<string>;

type ListingProps<T extends { id: string; name: string }> = {
  label: string;
  items: readonly T[];
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
  /** Whether the list begins with the focus on what is chosen, in sight. */
  goToChosen?: boolean;
  onOpen?: (item: T) => void;
  /** A key pressed on an item, before the list itself looks at it. */
  onKey?: (event: KeyboardEvent, item: T) => void;
  dragging?: Dragging<T>;
  children: (item: T) => ReactNode;
};

/**
 * The rows that are in sight, out of any number. Arrow keys, type-ahead, Ctrl+A, Shift and Escape are React Aria's; rows
 * are not re-rendered unless their item changed, so what a row shows must come from the item.
 */
export function Listing<T extends { id: string; name: string }>(props: ListingProps<T>) {
  const { label, items, chosen, onChoose, goToChosen, onOpen, onKey, dragging, children } = props;
  const phone = useIsPhone();
  const find = (id: unknown) => items.find((one) => one.id === id);

  const drag = useDragItems(dragging, find);

  const choose = (selection: Selection) => {
    onChoose(selection === 'all' ? new Set(items.map((one) => one.id)) : (selection as Chosen));
  };
  const keyPressed = (event: KeyboardEvent<HTMLDivElement>) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-key]');
    const item = row && event.currentTarget.contains(row) ? find(row.dataset.key) : undefined;
    if (item) onKey?.(event, item);
  };

  return (
    <div className="listing-items-frame" onKeyDownCapture={keyPressed} {...drag}>
      <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: phone ? 64 : 52 }}>
        <GridList
          className="listing-items"
          aria-label={label}
          items={items}
          autoFocus={goToChosen === true}
          selectionMode="multiple"
          selectedKeys={chosen}
          onSelectionChange={choose}
          onAction={(id) => {
            const item = find(id);
            if (item) onOpen?.(item);
          }}
        >
          {(item) => (
            <GridListItem id={item.id} textValue={item.name} className={rowClass}>
              {children(item)}
            </GridListItem>
          )}
        </GridList>
      </Virtualizer>
    </div>
  );
}

const rowClass = (_: GridListItemRenderProps) => 'listing-row';
