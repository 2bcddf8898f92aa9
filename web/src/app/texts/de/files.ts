import type { files as shape } from '../en/files';
import { plural } from '../plural';

const items = (n: number, shown: string) => plural(n, 'ein Element', `${shown} Elemente`);

export const files: typeof shape = {
  files: 'Dateien',
  breadcrumbs: 'Wo Sie sind',
  moreFolders: 'Ordner dazwischen',
  listOf: (name) => `Inhalt von ${name}`,
  newMenu: 'Neu',
  uploadFiles: 'Dateien hochladen',
  uploadFolder: 'Ordner hochladen',
  newFolder: 'Neuer Ordner',
  folderName: 'Name des Ordners',
  create: 'Anlegen',
  columns: 'Sortieren nach',
  sortAscending: (column) => `${column}, aufsteigend sortiert`,
  sortDescending: (column) => `${column}, absteigend sortiert`,
  sortBy: (column) => `Nach ${column} sortieren`,
  name: 'Name',
  size: 'Größe',
  modified: 'Geändert',
  folder: 'Ordner',
  selectAll: 'Alle auswählen',
  selected: (n, shown) => plural(n, '1 ausgewählt', `${shown} ausgewählt`),
  clearSelection: 'Auswahl aufheben',
  selectionActions: 'Aktionen für die Auswahl',
  actionsFor: (name) => `Aktionen für ${name}`,
  open: 'Öffnen',
  openInNewTab: 'In neuem Tab öffnen',
  download: 'Herunterladen',
  share: 'Teilen',
  shared: 'Geteilt',
  rename: 'Umbenennen',
  newName: 'Neuer Name',
  delete: 'Löschen',
  count: (folders, filesCount, shownFolders, shownFiles) =>
    [
      folders > 0 ? `${shownFolders} Ordner` : '',
      filesCount > 0 ? plural(filesCount, '1 Datei', `${shownFiles} Dateien`) : '',
    ]
      .filter(Boolean)
      .join(', '),
  emptyTitle: 'Dieser Ordner ist leer',
  emptyText: 'Ziehen Sie Dateien oder Ordner hierher, oder wählen Sie „Neu“.',
  emptyReadOnly: 'Hier wurde noch nichts abgelegt.',
  dropHere: (folder) => `Loslassen, um in „${folder}“ hochzuladen`,
  locked: 'Gesperrt',
  loadFailed: 'Der Ordner konnte nicht geladen werden.',
  tooManyForArchive:
    'So viele Elemente passen nicht in ein Archiv. Bitte wählen Sie weniger aus oder laden Sie den Ordner herunter.',

  nameEmpty: 'Bitte geben Sie einen Namen ein.',
  nameSlash: 'Ein Name darf kein „/“ enthalten.',
  nameDots: 'Dieser Name ist reserviert.',
  nameLong: 'Dieser Name ist zu lang.',
  nameTaken: 'Dieser Name ist hier bereits vergeben.',

  deleted: (n, shown, name) =>
    plural(n, `„${name}“ liegt jetzt im Papierkorb.`, `${shown} Elemente liegen jetzt im Papierkorb.`),
  deleteSomeFailed: (n, shown) =>
    plural(
      n,
      'Ein Element konnte nicht gelöscht werden.',
      `${shown} Elemente konnten nicht gelöscht werden.`,
    ),
  undo: 'Rückgängig',
  restored: (n, shown, name) =>
    plural(n, `„${name}“ wurde wiederhergestellt.`, `${shown} Elemente wurden wiederhergestellt.`),

  trashOf: (space) => `Papierkorb von ${space}`,
  trashTitle: 'Papierkorb',
  trashEmptyTitle: 'Der Papierkorb ist leer',
  trashEmptyText: 'Was Sie löschen, bleibt hier, bis es endgültig gelöscht wird.',
  trashWas: 'Ursprünglicher Ort',
  trashDeleted: 'Gelöscht',
  trashDeletedBy: (when, who) => `${when} von ${who}`,
  restore: 'Wiederherstellen',
  deleteForGood: 'Endgültig löschen',
  emptyTrash: 'Papierkorb leeren',
  deleteForGoodTitle: 'Endgültig löschen?',
  deleteForGoodText: (n, shown, name) =>
    plural(
      n,
      `„${name}“ lässt sich danach nicht mehr wiederherstellen.`,
      `${shown} Elemente lassen sich danach nicht mehr wiederherstellen.`,
    ),
  emptyTrashTitle: 'Papierkorb leeren?',
  emptyTrashText: (n, shown) =>
    `${plural(n, 'Ein Element wird', `Alle ${shown} Elemente werden`)} endgültig gelöscht. Das lässt sich nicht rückgängig machen.`,
  deletedForGood: 'Endgültig gelöscht.',

  uploads: 'Hochladen',
  uploadsRunning: (n, shown) => `${plural(n, 'Ein Element wird', `${items(n, shown)} werden`)} hochgeladen …`,
  uploadsDone: (n, shown) => plural(n, 'Ein Element hochgeladen', `${shown} Elemente hochgeladen`),
  uploadsFailed: (n, shown) =>
    plural(
      n,
      'Ein Element konnte nicht hochgeladen werden',
      `${shown} Elemente konnten nicht hochgeladen werden`,
    ),
  uploadProgress: (done, total) => `${done} von ${total}`,
  uploadWaiting: 'Wartet',
  uploadSkipped: 'Übersprungen',
  uploadCancelled: 'Abgebrochen',
  uploadPaused: 'Angehalten',
  uploadBroken: 'Verbindung unterbrochen, es geht von selbst weiter',
  uploadMissing: 'Bitte wählen Sie die Datei erneut aus',
  uploadsHeld: 'Hochladen ist angehalten',
  pauseUpload: (name) => `Hochladen von ${name} anhalten`,
  resumeUpload: (name) => `Hochladen von ${name} fortsetzen`,
  chooseAgain: (name) => `${name} erneut auswählen`,
  otherFile: (name) => `Das ist eine andere Datei als „${name}“, oder sie wurde inzwischen geändert.`,
  pauseAll: 'Alle anhalten',
  resumeAll: 'Fortsetzen',
  screenshot: 'Bildschirmfoto',
  uploadAsks: 'Name bereits vergeben',
  cancelUpload: (name) => `Hochladen von ${name} abbrechen`,
  retryUpload: (name) => `${name} erneut hochladen`,
  cancelAll: 'Alle abbrechen',
  retryAll: 'Erneut versuchen',
  collapse: 'Einklappen',
  expand: 'Ausklappen',
  dismissUploads: 'Liste schließen',

  conflictTitle: 'Dieser Name ist bereits vergeben',
  conflictText: (name, folder) =>
    `„${name}“ gibt es in „${folder}“ schon. Was soll mit Ihrer Datei geschehen?`,
  conflictKeepBoth: 'Beide behalten',
  conflictKeepBothHint: (name) => `Ihre erhält eine Nummer, etwa „${name}“.`,
  conflictReplace: 'Ersetzen',
  conflictReplaceHint: 'Die vorhandene Datei wird durch Ihre ersetzt.',
  conflictSkip: 'Überspringen',
  conflictSkipHint: 'Ihre Datei wird nicht hochgeladen.',
  conflictAll: (n, shown) =>
    plural(n, 'Auch für einen weiteren Konflikt', `Auch für ${shown} weitere Konflikte`),
};
