import { plural } from '../plural';

const items = (n: number, shown: string) => plural(n, 'one item', `${shown} items`);

export const browse = {
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  pasteSome: (n: number, shown: string) => plural(n, 'Paste', `Paste (${shown})`),
  move: 'Move',
  moveOrCopy: 'Move or copy …',
  more: 'More',
  willBeMoved: (n: number, shown: string, name: string) =>
    plural(
      n,
      `“${name}” will be moved where you paste it.`,
      `${shown} items will be moved where you paste them.`,
    ),
  willBeCopied: (n: number, shown: string, name: string) =>
    plural(
      n,
      `“${name}” will be copied where you paste it.`,
      `${shown} items will be copied where you paste them.`,
    ),

  mayNotPut: (folder: string) =>
    `You may look at “${folder}”, but not put anything there. Ask a manager of the space if you need to.`,
  mayNotTake: (n: number, shown: string, name: string) =>
    plural(
      n,
      `You may not move “${name}” away from here, only copy it.`,
      `You may not move ${shown} of these items away from here, only copy them.`,
    ),
  intoItself: (folder: string) => `“${folder}” cannot go into itself.`,
  alreadyThere: 'Already here.',

  moved: (n: number, shown: string, name: string, folder: string) =>
    plural(n, `“${name}” was moved to “${folder}”.`, `${shown} items were moved to “${folder}”.`),
  copied: (n: number, shown: string, name: string, folder: string) =>
    plural(n, `“${name}” was copied to “${folder}”.`, `${shown} items were copied to “${folder}”.`),
  moveFailed: (n: number, shown: string, name: string) =>
    plural(n, `“${name}” could not be moved.`, `${shown} items could not be moved.`),
  copyFailed: (n: number, shown: string, name: string) =>
    plural(n, `“${name}” could not be copied.`, `${shown} items could not be copied.`),
  movedBack: (n: number, shown: string, name: string) =>
    plural(n, `“${name}” is back where it was.`, `${shown} items are back where they were.`),
  copiesDiscarded: (n: number, shown: string) =>
    plural(n, 'The copy was put into the trash.', `${shown} copies were put into the trash.`),
  moving: (folder: string) => `Moving to “${folder}”`,
  copying: (folder: string) => `Copying to “${folder}”`,
  progress: (done: string, total: string) => `${done} of ${total}`,

  conflictTitle: 'This name is already taken',
  conflictText: (name: string, folder: string) =>
    `“${name}” already exists in “${folder}”. What should happen?`,
  keepBoth: 'Keep both',
  keepBothHint: (name: string) => `What comes in gets a number, such as “${name}”.`,
  replace: 'Replace',
  replaceHint: 'The file there goes to the trash.',
  skip: 'Skip',
  skipHint: 'This item stays where it is.',
  forAll: (n: number, shown: string) =>
    plural(n, 'Do this for one more conflict', `Do this for ${shown} more conflicts`),

  pickTitle: (n: number, shown: string, name: string) =>
    plural(n, `Move or copy “${name}”`, `Move or copy ${items(n, shown)}`),
  pickHint: 'Choose a folder.',
  pickList: 'Folders',
  pickSpaces: 'Spaces',
  pickUp: 'Up',
  pickEmpty: 'There is no folder in here.',
  moveHere: 'Move here',
  copyHere: 'Copy here',
  newFolderHere: 'New folder',

  dragging: (n: number, shown: string, name: string) => plural(n, name, `${shown} items`),

  filter: 'Filter this folder',
  filterShort: 'Filter',
  filterClear: 'Clear filter',
  filtered: (shown: string, all: string) => `${shown} of ${all}`,
  filterNothing: (text: string) => `Nothing here is called “${text}”`,
  filterNothingHint: 'Only this folder was looked at. The search at the top looks everywhere.',
  view: 'View',
  asList: 'List',
  asTiles: 'Tiles',

  details: 'Details',
  kind: 'Kind',
  kinds: {
    folder: 'Folder',
    image: 'Image',
    pdf: 'PDF document',
    text: 'Text',
    sheet: 'Spreadsheet',
    slides: 'Presentation',
    archive: 'Archive',
    audio: 'Audio',
    video: 'Video',
    code: 'Source code',
    other: 'File',
  },
  bytes: (shown: string) => `${shown} bytes`,
  place: 'Place',
  whenBy: (when: string, who: string) => `${when} by ${who}`,
  arrived: 'Here since',
  owner: 'Owner',
  ownedByTeam: (team: string) => `Team space “${team}”`,
  severalItems: (n: number, shown: string) => items(n, shown),
  together: (size: string) => `${size} together`,

  access: 'Who has access',
  onlyOwner: 'Nobody but the owner, as long as it is not shared.',
  hasLink: 'Others it is shared with',
  showAll: 'Show all',
  roles: { viewer: 'may read', editor: 'may edit', manager: 'manages' },

  versions: 'Versions',
  noVersions: 'There is no earlier version yet.',
  versionActions: (when: string) => `Actions for the version of ${when}`,
  viewVersion: 'View',
  versionRestored: (when: string) => `The version of ${when} is the current one again.`,

  history: 'What happened',
  noHistory: 'Nothing is known yet.',
  showMore: 'Show more',
  byYou: 'You',
  byPerson: (name: string) => name,
  byLink: 'Somebody with a link',
  byHouse: 'Allmende',
  happened: {
    'file.created': (who: string) => `${who} added the file.`,
    'file.changed': (who: string) => `${who} changed the contents.`,
    'file.read': (who: string) => `${who} opened the file.`,
    'file.deleted': (who: string) => `${who} put the file into the trash.`,
    'file.restored': (who: string) => `${who} took the file out of the trash.`,
    'file.described': (who: string) => `${who} changed its properties.`,
    'file.locked': (who: string) => `${who} locked it.`,
    'file.unlocked': (who: string) => `${who} unlocked it.`,
    'folder.created': (who: string) => `${who} made the folder.`,
    'folder.deleted': (who: string) => `${who} put the folder into the trash.`,
    'folder.restored': (who: string) => `${who} took the folder out of the trash.`,
    'version.restored': (who: string) => `${who} brought an earlier version back.`,
    'version.purged': (who: string) => `${who} removed an earlier version.`,
    'link.created': (who: string) => `${who} made a link.`,
    'link.changed': (who: string) => `${who} changed a link.`,
    'link.removed': (who: string) => `${who} took a link back.`,
    'share.created': (who: string) => `${who} shared this with somebody.`,
    'share.changed': (who: string) => `${who} changed how this is shared.`,
    'share.removed': (who: string) => `${who} stopped sharing this with somebody.`,
    'share.left': (who: string) => `${who} left this.`,
  },
  movedHere: (who: string) => `${who} moved or renamed it.`,
  movedFrom: (who: string, from: string) => `${who} moved it. It was at “${from}”.`,
  renamedFrom: (who: string, old: string) => `${who} renamed it. It was called “${old}”.`,
  happenedOtherwise: (who: string) => `${who} did something.`,
};
