import './move-dialog.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowUp, ChevronRight, FolderPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ListBox, ListBoxItem, ListLayout, Virtualizer } from 'react-aria-components';
import { useFormat } from '../../../app/format';
import { useLanguage } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Avatar } from '../../../kit/avatar';
import { Button, IconButton } from '../../../kit/button';
import { Dialog, DialogActions } from '../../../kit/dialog';
import { Notice } from '../../../kit/notice';
import { Spinner } from '../../../kit/spinner';
import { nameOfSpace, spacesQuery } from '../../spaces/spaces';
import { NameDialog } from '../actions/name-dialog';
import { useBrowseTexts } from '../browse-texts';
import { KindGlyph } from '../glyph';
import { childrenQuery, createFolder, type Node, nodeQuery, refreshFolder } from '../nodes';
import { FIRST_SORT, sortNodes } from '../sort';
import type { Deed } from './clipboard';
import { intoItself } from './plan';
import type { Goal } from './use-transfer';

type MoveDialogProps = {
  nodes: readonly Node[];
  /** Where one looks first. */
  from: string;
  onSend: (deed: Deed, goal: Goal) => void;
  onClose: () => void;
};

/** Where to? For fingers, and for those who do not think of a clipboard. */
export function MoveDialog({ nodes, from, onSend, onClose }: MoveDialogProps) {
  const { t, locale } = useLanguage();
  const b = useBrowseTexts();
  const format = useFormat();
  const client = useQueryClient();
  // Above all folders stand the spaces.
  const [at, setAt] = useState<string | null>(from);
  const [naming, setNaming] = useState(false);
  const spaces = useQuery(spacesQuery);
  const folder = useQuery({ ...nodeQuery(at ?? ''), enabled: at !== null });
  const children = useQuery({ ...childrenQuery(at ?? ''), enabled: at !== null });
  const space = spaces.data?.find((one) => one.id === folder.data?.space);
  const path = folder.data?.path.map((step, depth) =>
    depth === 0 && space ? { ...step, name: nameOfSpace(space, t) } : step,
  );
  const name = path?.at(-1)?.name ?? '';
  const goal: Goal | null =
    at !== null && folder.data && path ? { id: at, name, path, can: folder.data.can } : null;
  const folders = useMemo(
    () =>
      sortNodes(
        (children.data ?? []).filter((one) => one.kind === 'folder'),
        FIRST_SORT,
        locale,
      ),
    [children.data, locale],
  );
  const error = folder.error ?? children.error;
  const mayPut = goal?.can.includes('create') === true;
  const itself = goal ? intoItself(nodes, goal) : undefined;
  const there = nodes.every((one) => one.parent === at);
  const mayMove = nodes.every((one) => one.can.includes('delete'));
  const why = !goal
    ? null
    : !mayPut
      ? b.mayNotPut(name)
      : itself
        ? b.intoItself(itself.name)
        : there
          ? b.alreadyThere
          : !mayMove
            ? b.mayNotTake(
                nodes.length,
                format.number(nodes.length),
                nodes.find((one) => !one.can.includes('delete'))?.name ?? '',
              )
            : null;
  const send = (deed: Deed) => {
    if (goal) onSend(deed, goal);
    onClose();
  };
  const items =
    at === null
      ? (spaces.data ?? []).map((one) => ({
          id: one.root,
          name: nameOfSpace(one, t),
          team: one.kind === 'team',
        }))
      : folders.map((one) => ({ id: one.id, name: one.name, team: false }));

  return (
    <Dialog
      title={b.pickTitle(nodes.length, format.number(nodes.length), nodes[0]?.name ?? '')}
      onClose={onClose}
      wide
    >
      <div className="pick">
        <div className="pick-head">
          <IconButton
            label={b.pickUp}
            icon={<ArrowUp size={18} aria-hidden="true" />}
            isDisabled={at === null}
            onPress={() => setAt(path?.at(-2)?.id ?? null)}
          />
          <strong className="pick-here" aria-live="polite">
            {at === null ? b.pickSpaces : name}
          </strong>
          {mayPut ? (
            <IconButton
              label={b.newFolderHere}
              icon={<FolderPlus size={18} aria-hidden="true" />}
              onPress={() => setNaming(true)}
            />
          ) : null}
        </div>
        {error ? <Notice tone="danger">{t.problems[codeOf(error)]}</Notice> : null}
        {at !== null && children.isPending && !error ? (
          <div className="pick-wait">
            <Spinner />
          </div>
        ) : (
          <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: 48 }}>
            <ListBox
              key={at}
              className="pick-list"
              aria-label={b.pickList}
              items={items}
              selectionMode="none"
              onAction={(id) => setAt(String(id))}
              renderEmptyState={() => <p className="pick-empty">{error ? '' : b.pickEmpty}</p>}
            >
              {(item) => (
                <ListBoxItem id={item.id} textValue={item.name} className="pick-item">
                  {item.team ? <Avatar name={item.name} /> : <KindGlyph kind="folder" size={26} />}
                  <span className="pick-name">{item.name}</span>
                  <ChevronRight size={18} aria-hidden="true" />
                </ListBoxItem>
              )}
            </ListBox>
          </Virtualizer>
        )}
      </div>
      <p className="pick-why" role="status">
        {why ?? (at === null ? b.pickHint : '')}
      </p>
      <DialogActions>
        <Button onPress={onClose}>{t.shell.cancel}</Button>
        <Button isDisabled={!mayPut || itself !== undefined} onPress={() => send('copy')}>
          {b.copyHere}
        </Button>
        <Button
          look="primary"
          isDisabled={!mayPut || itself !== undefined || there || !mayMove}
          onPress={() => send('move')}
        >
          {b.moveHere}
        </Button>
      </DialogActions>
      {naming && goal ? (
        <NameDialog
          title={t.files.newFolder}
          label={t.files.folderName}
          submit={t.files.create}
          initial=""
          taken={new Set((children.data ?? []).map((one) => one.name))}
          save={async (wanted) => {
            const made = await createFolder(goal.id, wanted);
            refreshFolder(client, goal.id);
            setAt(made.id);
          }}
          onDone={() => setNaming(false)}
          onClose={() => setNaming(false)}
        />
      ) : null}
    </Dialog>
  );
}
