import '../../kit/dialog.css';
import './palette.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Search, SearchX, Users, X } from 'lucide-react';
import { type ReactNode, useDeferredValue, useEffect, useState } from 'react';
import {
  Autocomplete,
  Button,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { NodeGlyph } from '../../features/files/glyph';
import type { NodeWithPath } from '../../features/files/nodes';
import { recentQuery } from '../../features/files/recent';
import { usePerson } from '../../features/identity/session';
import { nameOfSpace, spacesQuery } from '../../features/spaces/spaces';
import { Avatar } from '../../kit/avatar';
import { showToast } from '../../kit/toasts';
import { useLanguage, useTexts } from '../language';
import { paletteCatalogue } from '../texts/palette';
import { type Command, commandsFor, commandsMeant } from './commands';
import { findQuery } from './found';
import { useDo } from './use-do';

/** Long enough that a word is not asked for letter by letter, too short to be waited for. */
const PAUSE = 120;
const COMMANDS_FIRST = 5;

type Item = { id: string; name: string; more: string; picture: ReactNode; run: () => void };
type Section = { id: string; title: string; items: Item[] };

/** "Where is …?": finds what has a name, and does what one means, in this house's words or in another's. */
export function Palette({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }) {
  const { language } = useLanguage();
  const p = paletteCatalogue[language].palette;
  const [text, setText] = useState('');
  const asked = usePaused(text.trim());
  const { sections, waiting, failed } = useSections(
    useDeferredValue(text.trim()),
    asked,
    onClose,
    onShortcuts,
  );
  const count = sections.reduce((sum, one) => sum + one.items.length, 0);
  return (
    <ModalOverlay
      className="veil palette-veil"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="dialog palette">
        <Dialog className="palette-body" aria-label={p.title}>
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField className="palette-field" aria-label={p.title} autoFocus>
              <Search size={20} aria-hidden="true" />
              <Input className="palette-input" placeholder={p.field} />
              <Button className="button button-icon button-quiet palette-clear" aria-label={p.clear}>
                <X size={18} aria-hidden="true" />
              </Button>
            </SearchField>
            <Menu
              className="palette-list"
              aria-label={p.results}
              renderEmptyState={() =>
                waiting ? null : (
                  <div className="palette-nothing">
                    <SearchX size={28} aria-hidden="true" />
                    <strong>{failed ? p.failed : p.nothing(text.trim())}</strong>
                    {failed ? null : <span className="muted">{p.nothingHint}</span>}
                  </div>
                )
              }
            >
              {sections.map((section) => (
                <MenuSection key={section.id} id={section.id} className="palette-section">
                  <Header className="palette-title">{section.title}</Header>
                  {section.items.map((item) => (
                    <MenuItem
                      key={item.id}
                      id={item.id}
                      className="palette-item"
                      textValue={item.name}
                      onAction={item.run}
                    >
                      <span className="palette-picture">{item.picture}</span>
                      <span className="palette-name">{item.name}</span>
                      <span className="palette-more">{item.more}</span>
                    </MenuItem>
                  ))}
                </MenuSection>
              ))}
            </Menu>
          </Autocomplete>
          <span className="visually-hidden" role="status">
            {text.trim() === '' || waiting ? '' : p.foundSome(count)}
          </span>
          <Keys language={language} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Keys({ language }: { language: 'de' | 'en' }) {
  const p = paletteCatalogue[language].palette;
  return (
    <footer className="palette-keys" aria-hidden="true">
      <span>
        <kbd>↑</kbd>
        <kbd>↓</kbd> {p.hintChoose}
      </span>
      <span>
        <kbd>{p.keys.enter}</kbd> {p.hintOpen}
      </span>
      <span>
        <kbd>{p.keys.escape}</kbd> {p.hintClose}
      </span>
    </footer>
  );
}

/** The text as it was when typing paused. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

function useSections(text: string, asked: string, onClose: () => void, onShortcuts: () => void) {
  const { language, t } = useLanguage();
  const p = paletteCatalogue[language].palette;
  const navigate = useNavigate();
  const { administrator } = usePerson();
  const perform = useDo(onShortcuts);
  const client = useQueryClient();
  const nameOfPlace = useNameOfPlace();
  const found = useQuery(findQuery(asked));
  const all = commandsFor(t, p, administrator);

  const leaving = (run: () => void) => () => {
    onClose();
    run();
  };
  const command = (one: Command): Item => ({
    id: `command ${one.id}`,
    name: one.name,
    more: one.where,
    picture: <one.Icon size={20} aria-hidden="true" />,
    run: leaving(() => perform(one.deed)),
  });
  const file = (node: NodeWithPath): Item => ({
    id: `node ${node.id}`,
    name: node.name,
    more: nameOfPlace(node),
    picture: <NodeGlyph node={node} />,
    run: leaving(() => {
      const folder = node.kind === 'folder' ? node.id : node.parent;
      // A single file that was shared with somebody is in no folder of theirs.
      if (folder === null) void navigate({ to: '/files/received' });
      else
        void navigate({
          to: '/files/$nodeId',
          params: { nodeId: folder },
          search: node.kind === 'folder' ? {} : { show: node.id },
        });
    }),
  });
  const sections: Section[] = [];
  const add = (id: string, title: string, items: Item[]) => {
    if (items.length > 0) sections.push({ id, title, items });
  };

  if (text === '') {
    const recent = client.getQueryData(recentQuery.queryKey) ?? [];
    add('commands', p.commands, all.slice(0, COMMANDS_FIRST).map(command));
    add(
      'recent',
      p.recent,
      recent.slice(0, 5).map((one) => file(one.node)),
    );
    return { sections, waiting: false, failed: false };
  }
  const { files = [], people = [], spaces = [] } = asked === '' ? {} : (found.data ?? {});
  add('commands', p.commands, commandsMeant(all, text).slice(0, COMMANDS_FIRST).map(command));
  add(
    'spaces',
    p.spaces,
    spaces.map((space) => ({
      id: `space ${space.id}`,
      name: space.name,
      more: t.shell.files,
      picture: <Users size={20} aria-hidden="true" />,
      run: leaving(() => void navigate({ to: '/files/$nodeId', params: { nodeId: space.root } })),
    })),
  );
  add('files', p.files, files.map(file));
  add(
    'people',
    p.people,
    people.map((person) => ({
      id: `person ${person.id}`,
      name: person.displayName,
      more: p.copyName(person.name),
      picture: <Avatar name={person.displayName} />,
      run: leaving(() => {
        void navigator.clipboard
          ?.writeText(person.name)
          .then(() => showToast(p.copiedName(person.name)))
          .catch(() => showToast(person.name));
      }),
    })),
  );
  return { sections, waiting: text !== asked || found.isFetching, failed: found.isError };
}

/** The folders that something is in, as people read them. */
function useNameOfPlace(): (node: NodeWithPath) => string {
  const t = useTexts();
  const { data: spaces } = useQuery(spacesQuery);
  return (node) => {
    const space = spaces?.find((one) => one.id === node.space);
    const [root, ...inside] = node.path.slice(0, -1).map((step) => step.name);
    return [space ? nameOfSpace(space, t) : (root ?? ''), ...inside].join(' › ');
  };
}
