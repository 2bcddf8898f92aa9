import type { problems as shape } from '../en/problems';

export const problems: typeof shape = {
  invalid: 'Diese Eingabe kann nicht übernommen werden. Bitte prüfen Sie sie.',
  'signed-out': 'Sie sind abgemeldet. Bitte melden Sie sich erneut an.',
  denied: 'Dazu fehlt Ihnen die Berechtigung.',
  csrf: 'Ihre Sitzung hat sich geändert. Bitte laden Sie die Seite neu.',
  'not-found': 'Das gibt es nicht mehr, oder es ist nicht für Sie freigegeben.',
  'timed-out': 'Die Übertragung ist stehen geblieben. Bitte versuchen Sie es noch einmal.',
  conflict: 'Gleichzeitig wurde etwas geändert. Bitte laden Sie neu und versuchen Sie es noch einmal.',
  exists: 'Hier gibt es bereits etwas mit diesem Namen.',
  'precondition-failed':
    'Das wurde inzwischen geändert. Bitte laden Sie neu und versuchen Sie es noch einmal.',
  'too-large': 'Diese Datei ist größer, als hier erlaubt ist.',
  locked: 'Daran wird gerade gearbeitet, deshalb ist es gesperrt.',
  'too-many-attempts': 'Zu viele Versuche. Bitte warten Sie einen Moment.',
  unavailable: 'Der Server ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.',
  'quota-exceeded': 'Dieser Bereich ist voll. Bitte löschen Sie etwas oder bitten Sie um mehr Platz.',
  'storage-full': 'Auf dem Server ist kein Platz mehr. Bitte informieren Sie Ihre Administration.',
  network: 'Keine Verbindung zum Server. Bitte prüfen Sie Ihr Netzwerk.',
  unknown: 'Etwas ist schiefgegangen. Bitte versuchen Sie es noch einmal.',
};
