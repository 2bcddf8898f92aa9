import type { Language } from './catalogue';
import { sharing as sharingDe } from './de/sharing';
import { sharing } from './en/sharing';

const en = { sharing };
const de: typeof en = { sharing: sharingDe };

/** Apart from the catalogue, because only who shares, or follows a link, loads it. */
export const sharingCatalogue: Record<Language, typeof en> = { en, de };
