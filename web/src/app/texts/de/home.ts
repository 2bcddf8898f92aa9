import type { home as shape } from '../en/home';
import { plural } from '../plural';

export const home: typeof shape = {
  title: 'Mein Tag',
  recent: 'Zuletzt verwendet',
  changed: (when) => `Geändert: ${when}`,
  opened: (when) => `Geöffnet: ${when}`,
  noRecent: 'Noch nichts hier',
  noRecentText: 'Dateien, die Sie öffnen oder ändern, erscheinen hier.',
  toFiles: 'Zu meinen Dateien',
  from: (who, when) => `Von ${who} · ${when}`,
  allReceived: 'Alles anzeigen, was mit Ihnen geteilt ist',
  meetingOf: (when) => `Meeting (${when})`,
  present: (n) => plural(n, 'Eine Person ist da', `${n} Personen sind da`),
  nobodyPresent: 'Niemand ist da',
  noMeetings: 'Sie haben keine Meetings.',
  startMeeting: 'Meeting starten',
  allMeetings: 'Alle anzeigen',
  spaces: 'Bereiche',
};
