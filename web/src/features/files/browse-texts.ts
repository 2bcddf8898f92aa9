import { useLanguage } from '../../app/language';
import { browseCatalogue } from '../../app/texts/browse';

export type BrowseTexts = (typeof browseCatalogue)['en']['browse'];

export function useBrowseTexts(): BrowseTexts {
  return browseCatalogue[useLanguage().language].browse;
}
