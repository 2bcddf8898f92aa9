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
  filterClear: 'Clear filter',
  filtered: (shown: string, all: string) => `${shown} of ${all}`,
  filterNothing: (text: string) => `Nothing here is called “${text}”`,
  filterNothingHint: 'Only this folder was looked at. The search at the top looks everywhere.',
  view: 'View',
  asList: 'List',
  asTiles: 'Tiles',
};
