import { useLanguage } from '../../app/language';
import { sharingCatalogue } from '../../app/texts/sharing';

export type SharingTexts = (typeof sharingCatalogue)['en']['sharing'];

export function useSharingTexts(): SharingTexts {
  return sharingCatalogue[useLanguage().language].sharing;
}
