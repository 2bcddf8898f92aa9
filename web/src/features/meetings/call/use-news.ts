import { useEffect, useState } from 'react';
import { showToast } from '../../../kit/toasts';
import { type MeetingTexts, useMeetingTexts } from '../texts';
import type { Call, News } from './call';

export type Said = { id: number; text: string };

/** What a screen reader says of comings and goings: the last few, so that the page does not grow with the meeting. */
export function useNews(call: Call): readonly Said[] {
  const t = useMeetingTexts();
  const [said, setSaid] = useState<readonly Said[]>([]);
  useEffect(
    () =>
      call.hear((news) => {
        const text = textOf(news, t);
        // What concerns oneself is shown to everybody; the toast is read out, too.
        if (news.what === 'muted' || news.what === 'reconnected') showToast(text);
        else setSaid((before) => [...before.slice(-4), { id: (before.at(-1)?.id ?? 0) + 1, text }]);
      }),
    [call, t],
  );
  return said;
}

function textOf(news: News, t: MeetingTexts): string {
  switch (news.what) {
    case 'joined':
      return t.hasJoined(news.name);
    case 'left':
      return t.hasLeft(news.name);
    case 'sharing':
      return t.nowSharing(news.name);
    case 'muted':
      return t.hostMutedYou;
    case 'reconnected':
      return t.reconnected;
  }
}
