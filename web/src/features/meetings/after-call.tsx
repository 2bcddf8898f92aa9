import { Button } from '../../kit/button';
import { Gate } from '../identity/gate';
import type { Ending } from './call/call';
import { type MeetingTexts, useMeetingTexts } from './texts';

type AfterCallProps = { ending: Ending; isSignedIn: boolean; onRejoin: () => void };

/** Where one stands after a meeting, and the way back into it. */
export function AfterCall({ ending, isSignedIn, onRejoin }: AfterCallProps) {
  const t = useMeetingTexts();
  const { title, text } = wordsFor(ending, t);
  return (
    <Gate title={title} text={text}>
      <div className="stack stack-tight">
        {ending === 'ended' ? null : (
          <Button look="primary" large onPress={onRejoin} autoFocus>
            {t.rejoin}
          </Button>
        )}
        {isSignedIn ? <a href="/meetings">{t.toMeetings}</a> : null}
      </div>
    </Gate>
  );
}

function wordsFor(ending: Ending, t: MeetingTexts): { title: string; text: string } {
  switch (ending) {
    case 'left':
      return { title: t.leftTitle, text: t.leftText };
    case 'removed':
      return { title: t.removedTitle, text: t.removedText };
    case 'ended':
      return { title: t.endedTitle, text: t.endedText };
    case 'elsewhere':
      return { title: t.elsewhereTitle, text: t.elsewhereText };
    case 'lost':
      return { title: t.lostTitle, text: t.lostText };
    case 'failed':
      return { title: t.failedTitle, text: t.failedText };
    case 'full':
      return { title: t.fullTitle, text: t.fullText };
  }
}
