import { showToast } from '../../kit/toasts';
import { addressOf } from './meetings';
import type { MeetingTexts } from './texts';

/** Without HTTPS there is no clipboard: then the address is shown, to be copied by hand. */
export async function copyLink(link: string, t: MeetingTexts): Promise<void> {
  const taken = await navigator.clipboard?.writeText(addressOf(link)).then(
    () => true,
    () => false,
  );
  showToast(taken ? t.linkCopied : `${t.linkShown} ${addressOf(link)}`);
}
