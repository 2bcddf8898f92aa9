import './listing.css';
import './tiles.css';
import { type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react';
import {
  GridLayout,
  GridList,
  GridListItem,
  type GridListItemRenderProps,
  ListLayout,
  type Selection,
  Size,
  Virtualizer,
} from 'react-aria-components';
import { useIsPhone } from '../../../kit/screen';
import { type Dragging, useDragItems } from './use-drag-items';
import { useRubberBand } from './use-rubber-band';
import type { View } from './view';

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
  view?: View;
  children: (item: T) => ReactNode;
};

/**
 * The rows that are in sight, out of any number. Arrow keys, type-ahead, Ctrl+A, Shift and Escape are React Aria's; rows
 * are not re-rendered unless their item changed, so what a row shows must come from the item.
 */
export function Listing<T extends { id: string; name: string }>(props: ListingProps<T>) {
  const {
    label,
    items,
    chosen,
    onChoose,
    goToChosen,
    onOpen,
    onKey,
    dragging,
    view = 'list',
    children,
  } = props;
  const phone = useIsPhone();
  const find = (id: unknown) => items.find((one) => one.id === id);

  const drag = useDragItems(dragging, find);
  const adding = useRef(false);
  const layouts = useMemo(() => ({ list: new ListLayout<T>(), tiles: new GridLayout<T>() }), []);
  const band = useRubberBand(layouts[view], chosen, onChoose);

  const choose = (selection: Selection) => {
    onChoose(selection === 'all' ? new Set(items.map((one) => one.id)) : (selection as Chosen));
  };
  const keyPressed = (event: KeyboardEvent<HTMLDivElement>) => {
    adding.current = false;
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-key]');
    const item = row && event.currentTarget.contains(row) ? find(row.dataset.key) : undefined;
    if (item) onKey?.(event, item);
  };

  const entries = (
    <GridList
      className={view === 'tiles' ? 'listing-items tiles' : 'listing-items'}
      layout={view === 'tiles' ? 'grid' : 'stack'}
      aria-label={label}
      items={items}
      autoFocus={goToChosen === true}
      selectionMode="multiple"
      selectedKeys={chosen}
      onSelectionChange={choose}
      onAction={(id) => {
        const item = find(id);
        // React Aria opens what is pressed as long as nothing is chosen, whatever key is held.
        if (item && adding.current) onChoose(new Set([...chosen, item.id]));
        else if (item) onOpen?.(item);
      }}
    >
      {(item) => (
        <GridListItem id={item.id} textValue={item.name} className={view === 'tiles' ? tileClass : rowClass}>
          {children(item)}
        </GridListItem>
      )}
    </GridList>
  );
  return (
    <div
      ref={band.frame}
      className="listing-items-frame"
      onKeyDownCapture={keyPressed}
      onPointerDownCapture={(event) => {
        adding.current = event.ctrlKey || event.metaKey || event.shiftKey;
        band.onPointerDownCapture(event);
      }}
      {...drag}
    >
      {view === 'tiles' ? (
        <Virtualizer key="tiles" layout={layouts.tiles} layoutOptions={phone ? PHONE_TILES : TILES}>
          {entries}
        </Virtualizer>
      ) : (
        <Virtualizer key="list" layout={layouts.list} layoutOptions={{ rowSize: phone ? 64 : 52 }}>
          {entries}
        </Virtualizer>
      )}
    </div>
  );
}

/** All of one size, so that none has to be measured. */
const tilesOf = (width: number, height: number, space: number) => ({
  minItemSize: new Size(width, height),
  maxItemSize: new Size(width * 1.6, height),
  minSpace: new Size(space, space),
  preserveAspectRatio: true,
});
const TILES = tilesOf(152, 184, 12);
const PHONE_TILES = tilesOf(140, 184, 8);

const tileClass = (_: GridListItemRenderProps) => 'listing-tile';
const rowClass = (_: GridListItemRenderProps) => 'listing-row';
