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
  filterShort: 'Filtern',
  filterClear: 'Filter leeren',
  filtered: (shown, all) => `${shown} von ${all}`,
  filterNothing: (text) => `Hier heißt nichts „${text}“`,
  filterNothingHint: 'Gesucht wurde nur in diesem Ordner. Die Suche oben sucht überall.',
  view: 'Ansicht',
  asList: 'Liste',
  asTiles: 'Kacheln',

  details: 'Details',
  kind: 'Art',
  kinds: {
    folder: 'Ordner',
    image: 'Bild',
    pdf: 'PDF-Dokument',
    text: 'Text',
    sheet: 'Tabelle',
    slides: 'Präsentation',
    archive: 'Archiv',
    audio: 'Ton',
    video: 'Film',
    code: 'Quelltext',
    other: 'Datei',
  },
  bytes: (shown) => `${shown} Bytes`,
  place: 'Ort',
  whenBy: (when, who) => `${when} von ${who}`,
  arrived: 'Hier seit',
  owner: 'Gehört',
  ownedByTeam: (team) => `Teambereich „${team}“`,
  severalItems: (n, shown) => items(n, shown),
  together: (size) => `Zusammen ${size}`,

  access: 'Wer Zugriff hat',
  onlyOwner: 'Niemand sonst, solange es nicht geteilt wird.',
  hasLink: 'Weitere, mit denen es geteilt ist',
  showAll: 'Alle anzeigen',
  roles: { viewer: 'darf lesen', editor: 'darf bearbeiten', manager: 'verwaltet' },

  versions: 'Versionen',
  noVersions: 'Es gibt noch keine frühere Version.',
  versionActions: (when) => `Aktionen für die Version vom ${when}`,
  viewVersion: 'Ansehen',
  versionRestored: (when) => `Die Version vom ${when} ist wieder die aktuelle.`,

  history: 'Was geschehen ist',
  noHistory: 'Noch ist nichts bekannt.',
  showMore: 'Mehr anzeigen',
  byYou: 'Sie haben',
  byPerson: (name) => `${name} hat`,
  byLink: 'Jemand mit einem Link hat',
  byHouse: 'Allmende hat',
  happened: {
    'file.created': (who) => `${who} die Datei hinzugefügt.`,
    'file.changed': (who) => `${who} den Inhalt geändert.`,
    'file.read': (who) => `${who} die Datei geöffnet.`,
    'file.deleted': (who) => `${who} die Datei in den Papierkorb gelegt.`,
    'file.restored': (who) => `${who} die Datei aus dem Papierkorb geholt.`,
    'file.described': (who) => `${who} Eigenschaften geändert.`,
    'file.locked': (who) => `${who} eine Sperre gesetzt.`,
    'file.unlocked': (who) => `${who} eine Sperre aufgehoben.`,
    'folder.created': (who) => `${who} den Ordner angelegt.`,
    'folder.deleted': (who) => `${who} den Ordner in den Papierkorb gelegt.`,
    'folder.restored': (who) => `${who} den Ordner aus dem Papierkorb geholt.`,
    'version.restored': (who) => `${who} eine frühere Version zurückgeholt.`,
    'version.purged': (who) => `${who} eine frühere Version entfernt.`,
    'link.created': (who) => `${who} einen Link erstellt.`,
    'link.changed': (who) => `${who} einen Link geändert.`,
    'link.removed': (who) => `${who} einen Link zurückgenommen.`,
    'share.created': (who) => `${who} dies mit jemandem geteilt.`,
    'share.changed': (who) => `${who} geändert, wie dies geteilt ist.`,
    'share.removed': (who) => `${who} aufgehört, dies mit jemandem zu teilen.`,
    'share.left': (who) => `${who} dies verlassen.`,
  },
  movedHere: (who) => `${who} dies verschoben oder umbenannt.`,
  movedFrom: (who, from) => `${who} dies verschoben. Es lag in „${from}“.`,
  renamedFrom: (who, old) => `${who} dies umbenannt. Es hieß „${old}“.`,
  happenedOtherwise: (who) => `${who} etwas getan.`,
};
