import {
  Activity,
  CalendarCheck2,
  CircleUserRound,
  Contrast,
  Folder,
  FolderPlus,
  FolderUp,
  House,
  Inbox,
  Keyboard,
  KeyRound,
  LogOut,
  type LucideIcon,
  MonitorSmartphone,
  Moon,
  Network,
  Share2,
  Sun,
  Trash2,
  Upload,
  UserRoundPlus,
  Users,
  Video,
} from 'lucide-react';
import type { Appearance } from '../appearance';
import { fold, matches } from '../fold';
import type { Texts } from '../texts/catalogue';
import type { PaletteTexts } from '../texts/palette';
import type { PageCommand } from './page-commands';

/** What a command does; the palette carries it out. */
export type Deed =
  | { kind: 'go'; to: string; show?: string }
  | { kind: 'trash' }
  | { kind: 'on-page'; command: PageCommand }
  | { kind: 'start-meeting' }
  | { kind: 'appearance'; appearance: Appearance }
  | { kind: 'shortcuts' }
  | { kind: 'sign-out' };

export type Command = {
  id: string;
  name: string;
  /** Where its button lives, in words. */
  where: string;
  /** Other names, those of other products above all. */
  words: string;
  Icon: LucideIcon;
  deed: Deed;
};

/** All there is for this person, in the order in which they are offered. */
export function commandsFor(t: Texts, p: PaletteTexts, administrator: boolean): Command[] {
  const { where, words } = p;
  const settings = (to: string, id: keyof typeof words, name: string, Icon: LucideIcon): Command => ({
    id,
    name,
    where: where.settings,
    words: words[id],
    Icon,
    deed: { kind: 'go', to, show: `settings ${to}` },
  });
  const look = (id: 'light' | 'dark' | 'contrast', name: string, Icon: LucideIcon): Command => ({
    id,
    name: p.appearance(name),
    where: where.settings,
    words: words[id],
    Icon,
    deed: { kind: 'appearance', appearance: id },
  });
  const onPage = (command: PageCommand, name: string, Icon: LucideIcon, also: string): Command => ({
    id: command,
    name,
    where: where.newMenu,
    words: also,
    Icon,
    deed: { kind: 'on-page', command },
  });
  const go = (id: 'home' | 'files' | 'meetings', to: string, name: string, Icon: LucideIcon): Command => ({
    id,
    name,
    where: where.rail,
    words: words[id],
    Icon,
    deed: { kind: 'go', to, show: `rail ${id}` },
  });
  return [
    go('home', '/', t.home.title, CalendarCheck2),
    go('files', '/files', t.shell.files, Folder),
    go('meetings', '/meetings', t.shell.meetings, Video),
    onPage('new-folder', t.files.newFolder, FolderPlus, words.newFolder),
    onPage('upload-files', t.files.uploadFiles, Upload, words.upload),
    onPage('upload-folder', t.files.uploadFolder, FolderUp, words.upload),
    {
      id: 'start-meeting',
      name: t.home.startMeeting,
      where: where.startMeeting,
      words: words.startMeeting,
      Icon: Video,
      deed: { kind: 'start-meeting' },
    },
    {
      id: 'my-files',
      name: t.spaces.myFiles,
      where: where.spaces,
      words: words.myFiles,
      Icon: House,
      deed: { kind: 'go', to: '/files', show: 'spaces mine' },
    },
    {
      id: 'teams',
      name: t.spaces.teamSpaces,
      where: where.spaces,
      words: words.teams,
      Icon: Users,
      deed: { kind: 'go', to: '/files', show: 'spaces teams' },
    },
    {
      id: 'received',
      name: t.shell.sharedWithMe,
      where: where.spaces,
      words: words.received,
      Icon: Inbox,
      deed: { kind: 'go', to: '/files/received', show: 'spaces received' },
    },
    {
      id: 'shared',
      name: t.shell.sharedByMe,
      where: where.spaces,
      words: words.shared,
      Icon: Share2,
      deed: { kind: 'go', to: '/files/shared', show: 'spaces shared' },
    },
    {
      id: 'trash',
      name: t.spaces.trash,
      where: where.trash,
      words: words.trash,
      Icon: Trash2,
      deed: { kind: 'trash' },
    },
    settings('/settings', 'profile', t.identity.profile, CircleUserRound),
    settings('/settings/password', 'password', t.identity.passwordSection, KeyRound),
    settings('/settings/devices', 'devices', t.identity.devices, MonitorSmartphone),
    ...(administrator
      ? [
          settings('/settings/people', 'people', t.identity.people, UserRoundPlus),
          settings('/settings/groups', 'groups', t.identity.groups, Network),
          settings('/settings/spaces', 'manageSpaces', p.manageSpaces, Users),
          settings('/settings/meetings', 'liveMeetings', t.shell.liveMeetings, Activity),
        ]
      : []),
    look('light', t.identity.appearanceLight, Sun),
    look('dark', t.identity.appearanceDark, Moon),
    look('contrast', t.identity.appearanceContrast, Contrast),
    {
      id: 'shortcuts',
      name: p.shortcuts.title,
      where: where.shortcuts,
      words: words.shortcuts,
      Icon: Keyboard,
      deed: { kind: 'shortcuts' },
    },
    {
      id: 'sign-out',
      name: t.shell.signOut,
      where: where.account,
      words: words.signOut,
      Icon: LogOut,
      deed: { kind: 'sign-out' },
    },
  ];
}

/** With fewer letters everything would be meant. */
const WORD = 3;

/** Those that a text means, best first: by their own name before by another product's. */
export function commandsMeant(commands: readonly Command[], text: string): Command[] {
  const wanted = fold(text);
  if (wanted === '') return [];
  const rank = (command: Command) => {
    const name = fold(command.name);
    if (name.startsWith(wanted)) return 0;
    if (matches(name, wanted)) return 1;
    if (wanted.length < WORD) return 3;
    return matches(fold(command.words), wanted) || matches(fold(`${command.name} ${command.words}`), wanted)
      ? 2
      : 3;
  };
  return commands
    .map((command) => ({ command, rank: rank(command) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map((one) => one.command);
}
