import type { shell as shape } from '../en/shell';

export const shell: typeof shape = {
  appName: 'Allmende',
  skipToContent: 'Zum Inhalt springen',
  mainNavigation: 'Hauptnavigation',
  openNavigation: 'Navigation öffnen',
  close: 'Schließen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  saved: 'Gespeichert.',
  retry: 'Erneut versuchen',
  loading: 'Wird geladen …',
  offline: 'Sie sind offline. Änderungen sind erst möglich, wenn die Verbindung wieder besteht.',
  accountMenu: (name) => `Konto von ${name}`,
  settings: 'Einstellungen',
  signOut: 'Abmelden',
  notFoundTitle: 'Hier ist nichts',
  notFoundText: 'Die Adresse stimmt nicht, das Element wurde gelöscht oder ist nicht für Sie freigegeben.',
  toMyFiles: 'Zu meinen Dateien',
  failedTitle: 'Das hat nicht geklappt',
  pageFailed: 'Auf dieser Seite ist ein Fehler aufgetreten.',
  notifications: 'Meldungen',
};
