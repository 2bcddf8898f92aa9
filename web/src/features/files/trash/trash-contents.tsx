import { Trash2 } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTexts } from '../../../app/language';
import { Button } from '../../../kit/button';
import type { Space } from '../../spaces/spaces';
import { type Chosen, Listing } from '../listing/listing';
import { ListingEmpty } from '../listing/listing-states';
import { useFocusContents } from '../use-focus-contents';
import type { TrashItem } from './trash';
import { TrashHead } from './trash-head';
import { type Question, TrashQuestion } from './trash-question';
import { TrashRow } from './trash-row';
import { TrashSelectionBar } from './trash-selection-bar';
import { useTrashActions } from './use-trash-actions';

type TrashContentsProps = { space: Space; spaceName: string; items: readonly TrashItem[] };

export function TrashContents({ space, spaceName, items }: TrashContentsProps) {
  const t = useTexts();
  const [chosen, setChosen] = useState<Chosen>(new Set());
  const [question, setQuestion] = useState<Question | null>(null);
  const selected = items.filter((one) => chosen.has(one.id));
  const mayChange = space.role !== 'viewer';
  const actions = useTrashActions(space.id, () => {
    setChosen(new Set());
    setQuestion(null);
  });
  useFocusContents();

  const askDelete = (some: readonly TrashItem[]) => setQuestion({ kind: 'delete', items: some });
  const onKey = (event: KeyboardEvent, item: TrashItem) => {
    if (event.key !== 'Delete' || !mayChange) return;
    event.preventDefault();
    askDelete(chosen.has(item.id) ? selected : [item]);
  };

  return (
    <>
      <header className="folder-head">
        {selected.length > 0 ? (
          <TrashSelectionBar
            selected={selected}
            onRestore={() => void actions.restoreAll(selected)}
            onDelete={() => askDelete(selected)}
            onClear={() => setChosen(new Set())}
          />
        ) : (
          <>
            <div className="folder-title">
              <h1>{t.files.trashTitle}</h1>
              <p className="folder-count">{spaceName}</p>
            </div>
            {items.length > 0 && mayChange ? (
              <Button onPress={() => setQuestion({ kind: 'empty', count: items.length })}>
                <Trash2 size={18} aria-hidden="true" />
                {t.files.emptyTrash}
              </Button>
            ) : null}
          </>
        )}
      </header>
      {items.length === 0 ? (
        <ListingEmpty title={t.files.trashEmptyTitle} text={t.files.trashEmptyText} />
      ) : (
        <div className="listing listing-trash">
          <TrashHead
            all={selected.length === 0 ? 'none' : selected.length === items.length ? 'all' : 'some'}
            onAll={(all) => setChosen(all ? new Set(items.map((one) => one.id)) : new Set())}
          />
          <Listing
            label={t.files.trashOf(spaceName)}
            items={items}
            chosen={chosen}
            onChoose={setChosen}
            onKey={onKey}
          >
            {(item) => (
              <TrashRow
                item={item}
                rootName={spaceName}
                mayChange={mayChange}
                onRestore={() => void actions.restoreAll([item])}
                onDelete={() => askDelete([item])}
              />
            )}
          </Listing>
        </div>
      )}
      {question ? (
        <TrashQuestion question={question} actions={actions} onClose={() => setQuestion(null)} />
      ) : null}
    </>
  );
}
