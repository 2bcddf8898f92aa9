import type { Language } from './catalogue';
import { viewer as viewerDe } from './de/viewer';
import { viewer } from './en/viewer';

const en = { viewer };
const de: typeof en = { viewer: viewerDe };

/** Apart from the catalogue, because only who opens a file loads it. */
export const viewerCatalogue: Record<Language, typeof en> = { en, de };
