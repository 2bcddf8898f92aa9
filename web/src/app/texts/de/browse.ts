import type { browse as shape } from '../en/browse';
import { plural } from '../plural';

const items = (n: number, shown: string) => plural(n, 'ein Element', `${shown} Elemente`);

export const browse: typeof shape = {
  cut: 'Ausschneiden',
  copy: 'Kopieren',
  paste: 'Einfügen',
  pasteSome: (n, shown) => plural(n, 'Einfügen', `Einfügen (${shown})`),
  move: 'Verschieben',
  moveOrCopy: 'Verschieben oder kopieren …',
  more: 'Mehr',
  willBeMoved: (n, shown, name) =>
    plural(
      n,
      `„${name}“ wird dorthin verschoben, wo Sie es einfügen.`,
      `${shown} Elemente werden dorthin verschoben, wo Sie sie einfügen.`,
    ),
  willBeCopied: (n, shown, name) =>
    plural(
      n,
      `„${name}“ wird dorthin kopiert, wo Sie es einfügen.`,
      `${shown} Elemente werden dorthin kopiert, wo Sie sie einfügen.`,
    ),

  mayNotPut: (folder) =>
    `In „${folder}“ dürfen Sie lesen, aber nichts ablegen. Bitte wenden Sie sich an eine Person, die den Bereich verwaltet.`,
  mayNotTake: (n, shown, name) =>
    plural(
      n,
      `„${name}“ dürfen Sie von hier nicht verschieben, nur kopieren.`,
      `${shown} dieser Elemente dürfen Sie von hier nicht verschieben, nur kopieren.`,
    ),
  intoItself: (folder) => `„${folder}“ kann nicht in sich selbst liegen.`,
  alreadyThere: 'Liegt bereits hier.',

  moved: (n, shown, name, folder) =>
    plural(
      n,
      `„${name}“ wurde nach „${folder}“ verschoben.`,
      `${shown} Elemente wurden nach „${folder}“ verschoben.`,
    ),
  copied: (n, shown, name, folder) =>
    plural(
      n,
      `„${name}“ wurde nach „${folder}“ kopiert.`,
      `${shown} Elemente wurden nach „${folder}“ kopiert.`,
    ),
  moveFailed: (n, shown, name) =>
    plural(
      n,
      `„${name}“ konnte nicht verschoben werden.`,
      `${shown} Elemente konnten nicht verschoben werden.`,
    ),
  copyFailed: (n, shown, name) =>
    plural(n, `„${name}“ konnte nicht kopiert werden.`, `${shown} Elemente konnten nicht kopiert werden.`),
  movedBack: (n, shown, name) =>
    plural(n, `„${name}“ liegt wieder am alten Ort.`, `${shown} Elemente liegen wieder am alten Ort.`),
  copiesDiscarded: (n, shown) =>
    plural(n, 'Die Kopie liegt jetzt im Papierkorb.', `${shown} Kopien liegen jetzt im Papierkorb.`),
  moving: (folder) => `Wird nach „${folder}“ verschoben`,
  copying: (folder) => `Wird nach „${folder}“ kopiert`,
  progress: (done, total) => `${done} von ${total}`,

  conflictTitle: 'Dieser Name ist bereits vergeben',
  conflictText: (name, folder) => `„${name}“ gibt es in „${folder}“ schon. Was soll geschehen?`,
  keepBoth: 'Beide behalten',
  keepBothHint: (name) => `Was hinzukommt, erhält eine Nummer, etwa „${name}“.`,
  replace: 'Ersetzen',
  replaceHint: 'Die vorhandene Datei kommt in den Papierkorb.',
  skip: 'Überspringen',
  skipHint: 'Dieses Element bleibt, wo es ist.',
  forAll: (n, shown) => plural(n, 'Auch für einen weiteren Konflikt', `Auch für ${shown} weitere Konflikte`),

  pickTitle: (n, shown, name) =>
    plural(n, `„${name}“ verschieben oder kopieren`, `${items(n, shown)} verschieben oder kopieren`),
  pickHint: 'Wählen Sie einen Ordner.',
  pickList: 'Ordner',
  pickSpaces: 'Bereiche',
  pickUp: 'Nach oben',
  pickEmpty: 'Hier liegt kein Ordner.',
  moveHere: 'Hierher verschieben',
  copyHere: 'Hierher kopieren',
  newFolderHere: 'Neuer Ordner',

  dragging: (n, shown, name) => plural(n, name, `${shown} Elemente`),

  filter: 'In diesem Ordner filtern',
  filterClear: 'Filter leeren',
  filtered: (shown, all) => `${shown} von ${all}`,
  filterNothing: (text) => `Hier heißt nichts „${text}“`,
  filterNothingHint: 'Gesucht wurde nur in diesem Ordner. Die Suche oben sucht überall.',
  view: 'Ansicht',
  asList: 'Liste',
  asTiles: 'Kacheln',
};
