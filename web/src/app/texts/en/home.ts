import { plural } from '../plural';

export const home = {
  title: 'My day',
  recent: 'Recently used',
  changed: (when: string) => `Changed: ${when}`,
  opened: (when: string) => `Opened: ${when}`,
  noRecent: 'Nothing here yet',
  noRecentText: 'Files that you open or change will appear here.',
  toFiles: 'To my files',
  from: (who: string, when: string) => `From ${who} · ${when}`,
  allReceived: 'Show all that is shared with you',
  meetingOf: (when: string) => `Meeting (${when})`,
  present: (n: number) => plural(n, 'One person is there', `${n} people are there`),
  nobodyPresent: 'Nobody is there',
  noMeetings: 'You have no meetings.',
  startMeeting: 'Start a meeting',
  allMeetings: 'Show all',
  spaces: 'Spaces',
};
