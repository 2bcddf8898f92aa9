import { ClipboardPaste } from 'lucide-react';
import { type KeyboardEvent, lazy, Suspense, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useFormat } from '../../app/format';
import { useLanguage } from '../../app/language';
import { Button } from '../../kit/button';
import { useIsPhone } from '../../kit/screen';
import { usePerson } from '../identity/session';
import { type Action, ActionDialogs } from './actions/action-dialogs';
import { goalOf, inside, useFileActions } from './actions/use-file-actions';
import { Breadcrumbs } from './breadcrumbs';
import { useBrowseTexts } from './browse-texts';
import { DetailsButton } from './details/details-button';
import { openDetails, useDetailsOpen } from './details/details-open';
import { filterNodes } from './filter';
import { FolderTools } from './listing/folder-tools';
import { type Chosen, Listing } from './listing/listing';
import { ListingEmpty } from './listing/listing-states';
import { SortHead } from './listing/sort-head';
import type { Dragging } from './listing/use-drag-items';
import { useView } from './listing/view';
import { NewMenu } from './new-menu';
import { NodeRow } from './node-row';
import { NodeTile } from './node-tile';
import type { Node, NodeWithPath } from './nodes';
import { SelectionBar } from './selection-bar';
import { FIRST_SORT, type Sort, sortNodes } from './sort';
import { useClip } from './transfer/clipboard';
import { beginDrag, dropped, endDrag, type OnDropNodes, wouldDo } from './transfer/dragged';
import { useFocusContents } from './use-focus-contents';
import { useFolderKeys } from './use-folder-keys';

type FolderContentsProps = {
  folder: NodeWithPath;
  nodes: readonly Node[];
  /** What a private link led here for. */
  show: string | undefined;
};

const details = () => import('./details/details-pane');
const DetailsPane = lazy(async () => ({ default: (await details()).DetailsPane }));
const DetailsSheet = lazy(async () => ({ default: (await details()).DetailsSheet }));

/** Letters that follow one another so soon, in milliseconds, are one name that somebody looks for. */
const TYPING = 1000;

function isDetailsKey(event: KeyboardEvent, typed: { current: number }): boolean {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false;
  const name = event.timeStamp - typed.current < TYPING;
  if (event.key === 'i' && !name) return true;
  typed.current = event.timeStamp;
  return false;
}

export function FolderContents({ folder, nodes, show }: FolderContentsProps) {
  const { t, locale } = useLanguage();
  const b = useBrowseTexts();
  const format = useFormat();
  const [sort, setSort] = useState<Sort>(FIRST_SORT);
  const [chosen, setChosen] = useState<Chosen>(
    () => new Set(nodes.filter((one) => one.id === show).map((one) => one.id)),
  );
  const [action, setAction] = useState<Action | null>(null);
  const [filter, setFilter] = useState('');
  const meantBy = useDeferredValue(filter);
  const all = useMemo(() => sortNodes(nodes, sort, locale), [nodes, sort, locale]);
  const sorted = useMemo(() => filterNodes(all, meantBy), [all, meantBy]);
  const selected = sorted.filter((one) => chosen.has(one.id));
  const actions = useFileActions(
    folder,
    setAction,
    (ids) => setChosen(new Set(ids)),
    (node) => {
      setChosen(new Set([node.id]));
      showDetails(true);
    },
  );
  const here = goalOf(folder);
  const person = usePerson();
  const phone = useIsPhone();
  const docked = useDetailsOpen(person.id) && !phone;
  const [sheet, setSheet] = useState(false);
  const showDetails = (open: boolean) => (phone ? setSheet(open) : openDetails(person.id, open));
  const typed = useRef(-TYPING);

  const Details = docked ? DetailsPane : DetailsSheet;
  useFocusContents();
  useFolderKeys(sorted, selected, actions, () => showDetails(!docked));
  const view = useView(person.id);

  const send: OnDropNodes = (deed, some, goal) => void actions.send(deed, some, goal);
  const dragging: Dragging<Node> = {
    begin: (event, node) => {
      const meant = chosen.has(node.id) ? selected : [node];
      beginDrag(event, meant, b.dragging(meant.length, format.number(meant.length), node.name));
      return true;
    },
    over: (event, node) => (node.kind === 'folder' ? wouldDo(event, inside(here, node)) : null),
    drop: (event, node) => dropped(event, inside(here, node), send),
    end: endDrag,
  };

  const onKey = (event: KeyboardEvent, node: Node) => {
    const meant = chosen.has(node.id) ? selected : [node];
    if (event.key === 'F2' && node.can.includes('rename')) actions.askRename(node);
    else if (event.key === 'Delete') void actions.discard(meant);
    else if (isDetailsKey(event, typed)) {
      if (!chosen.has(node.id)) setChosen(new Set([node.id]));
      showDetails(!docked || !chosen.has(node.id));
      // An i in the middle of a name is a letter of it; this one is not.
      event.stopPropagation();
    } else return;
    event.preventDefault();
  };

  return (
    <>
      <header className={nodes.length > 0 ? 'folder-head folder-head-tools' : 'folder-head'}>
        {selected.length > 0 ? (
          <SelectionBar
            selected={selected}
            actions={actions}
            details={<DetailsButton open={docked || sheet} onChange={showDetails} />}
            onClear={() => setChosen(new Set())}
          />
        ) : (
          <>
            <div className="folder-title">
              <Breadcrumbs
                path={folder.path}
                received={folder.giver !== undefined}
                can={folder.can}
                onDrop={send}
              />
              <Count nodes={nodes} shown={sorted.length} />
            </div>
            {nodes.length > 0 ? <FolderTools filter={filter} onFilter={setFilter} /> : null}
            <DetailsButton open={docked || sheet} onChange={showDetails} />
            <PasteButton onPress={() => void actions.paste()} />
            {folder.can.includes('create') ? (
              <NewMenu folder={folder} onNewFolder={() => setAction({ kind: 'new-folder' })} />
            ) : null}
          </>
        )}
      </header>
      {sorted.length === 0 && nodes.length > 0 ? (
        <ListingEmpty title={b.filterNothing(meantBy)} text={b.filterNothingHint} />
      ) : sorted.length === 0 ? (
        <ListingEmpty
          title={t.files.emptyTitle}
          text={folder.can.includes('create') ? t.files.emptyText : t.files.emptyReadOnly}
        />
      ) : (
        <div className={view === 'tiles' ? 'listing listing-tiles' : 'listing'}>
          <SortHead
            sort={sort}
            onSort={setSort}
            all={selected.length === 0 ? 'none' : selected.length === sorted.length ? 'all' : 'some'}
            onAll={(all) => setChosen(all ? new Set(sorted.map((one) => one.id)) : new Set())}
          />
          <Listing
            label={t.files.listOf(folder.path.at(-1)?.name ?? folder.name)}
            items={sorted}
            chosen={chosen}
            goToChosen={show !== undefined}
            onChoose={setChosen}
            onOpen={actions.open}
            onKey={onKey}
            dragging={dragging}
            view={view}
          >
            {(node) =>
              view === 'tiles' ? (
                <NodeTile node={node} actions={actions} />
              ) : (
                <NodeRow node={node} actions={actions} />
              )
            }
          </Listing>
        </div>
      )}
      {docked || sheet ? (
        <Suspense>
          <Details
            nodes={selected.length > 0 ? selected : [{ ...folder, name: here.name }]}
            path={selected.length > 0 ? folder.path : folder.path.slice(0, -1)}
            actions={actions}
            onClose={() => showDetails(false)}
          />
        </Suspense>
      ) : null}
      <ActionDialogs
        folder={folder}
        nodes={sorted}
        action={action}
        onSend={actions.send}
        onClose={() => setAction(null)}
      />
    </>
  );
}

/** As long as there is something to paste: who has cut it with a finger has no Ctrl+V. */
function PasteButton({ onPress }: { onPress: () => void }) {
  const b = useBrowseTexts();
  const format = useFormat();
  const clip = useClip();
  if (!clip) return null;
  const count = clip.nodes.length;
  const text = b.pasteSome(count, format.number(count));
  return (
    <span className="paste-button">
      <Button onPress={onPress} aria-label={text}>
        <ClipboardPaste size={18} aria-hidden="true" />
        <span>{text}</span>
      </Button>
    </span>
  );
}

function Count({ nodes, shown }: { nodes: readonly Node[]; shown: number }) {
  const b = useBrowseTexts();
  const { t } = useLanguage();
  const format = useFormat();
  const folders = nodes.filter((one) => one.kind === 'folder').length;
  const files = nodes.length - folders;
  if (shown !== nodes.length) {
    return (
      <p className="folder-count" role="status">
        {b.filtered(format.number(shown), format.number(nodes.length))}
      </p>
    );
  }
  return (
    <p className="folder-count">
      {t.files.count(folders, files, format.number(folders), format.number(files))}
    </p>
  );
}
