import type { Language } from './catalogue';
import { browse as browseDe } from './de/browse';
import { browse } from './en/browse';

const en = { browse };
const de: typeof en = { browse: browseDe };

/** Apart from the catalogue, because they are loaded with the first folder. */
export const browseCatalogue: Record<Language, typeof en> = { en, de };
