import { useLanguage } from '../../app/language';
import { meetingsCatalogue } from '../../app/texts/meetings';

export type MeetingTexts = (typeof meetingsCatalogue)['en']['meetings'];

export function useMeetingTexts(): MeetingTexts {
  return meetingsCatalogue[useLanguage().language].meetings;
}
