import type { Language } from './catalogue';
import { meetings as meetingsDe } from './de/meetings';
import { meetings } from './en/meetings';

const en = { meetings };
const de: typeof en = { meetings: meetingsDe };

/** Apart from the catalogue, because only the pages of meetings load it. */
export const meetingsCatalogue: Record<Language, typeof en> = { en, de };
