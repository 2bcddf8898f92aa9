import type { Language } from './catalogue';
import { palette as paletteDe } from './de/palette';
import { palette } from './en/palette';

const en = { palette };
const de: typeof en = { palette: paletteDe };

export type PaletteTexts = typeof palette;

/** Apart from the catalogue, because they are loaded when somebody looks for something. */
export const paletteCatalogue: Record<Language, typeof en> = { en, de };
