import type { viewer as shape } from '../en/viewer';

export const viewer: typeof shape = {
  close: 'Schließen',
  download: 'Herunterladen',
  print: 'Drucken',
  previous: 'Vorherige Datei',
  next: 'Nächste Datei',
  position: (n, total) => `${n} von ${total}`,
  loading: 'Wird geöffnet …',
  size: 'Größe',
  modified: 'Geändert',
  notShown: 'Für Dateien dieser Art gibt es hier keine Ansicht. Sie können die Datei herunterladen.',
  pictureFailed: 'Dieses Bild kann hier nicht angezeigt werden.',
  mediaFailed: 'Ihr Browser kann diese Datei nicht abspielen. Sie können sie herunterladen.',
  empty: 'Diese Datei ist leer.',
  onlyPart: (shown, total) =>
    `Gezeigt werden die ersten ${shown} von ${total}. Laden Sie die Datei herunter, um alles zu sehen.`,

  pdfFailed: 'Dieses PDF kann nicht gelesen werden. Es ist vielleicht beschädigt.',
  pdfLocked:
    'Dieses PDF ist durch ein Passwort geschützt. Sie können es herunterladen und in einem anderen Programm öffnen.',
  tools: 'Seite und Größe',
  page: (n) => `Seite ${n}`,
  pageNumber: 'Seite',
  ofPages: (total) => `von ${total}`,
  zoom: 'Vergrößerung',
  zoomIn: 'Größer',
  zoomOut: 'Kleiner',
  fitWidth: 'An Breite anpassen',
  find: 'Im Dokument suchen',
  findNext: 'Nächste Fundstelle',
  findPrevious: 'Vorherige Fundstelle',
  foundOf: (n, total) => `${n} von ${total}`,
  foundNothing: 'Nicht gefunden',
  preparingPrint: (done, total) => `Seite ${done} von ${total} wird für den Druck vorbereitet …`,

  officeMaking: 'Das Dokument wird für die Ansicht vorbereitet …',
  officeWaiting: 'Andere Dokumente werden zuerst vorbereitet. Bitte warten Sie einen Moment …',
  officeFailed:
    'Dieses Dokument kann hier nicht angezeigt werden. Sie können es herunterladen und in einem anderen Programm öffnen.',
  officeMissing:
    'Dieser Server kann Office-Dokumente nicht anzeigen, weil LibreOffice auf ihm nicht installiert ist. Sie können das Dokument herunterladen.',
};
