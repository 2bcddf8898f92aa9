import { useLanguage } from '../../../app/language';
import { viewerCatalogue } from '../../../app/texts/viewer';

export type ViewerTexts = (typeof viewerCatalogue)['en']['viewer'];

export function useViewerTexts(): ViewerTexts {
  return viewerCatalogue[useLanguage().language].viewer;
}
