import './meetings.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Link as LinkIcon, PhoneOff, Video } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../app/format';
import { useTexts } from '../../app/language';
import { usePageTitle } from '../../app/page-title';
import { codeOf } from '../../app/problem';
import { Button, IconButton } from '../../kit/button';
import { Confirm } from '../../kit/confirm';
import { Meadow } from '../../kit/landscape';
import { Empty, Notice } from '../../kit/notice';
import { Skeleton } from '../../kit/spinner';
import { showToast } from '../../kit/toasts';
import { copyLink } from './copy-link';
import { endMeeting, type Meeting, meetingsQuery, startMeeting } from './meetings';
import { useMeetingTexts } from './texts';

/** Starting a meeting, and those that one has started. */
export function MeetingsPage() {
  const t = useMeetingTexts();
  const { problems } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data, error } = useQuery(meetingsQuery);
  usePageTitle(t.title);
  const starting = useMutation({
    mutationFn: startMeeting,
    onSuccess: ({ link }) => {
      void client.invalidateQueries({ queryKey: meetingsQuery.queryKey });
      void navigate({ to: '/meet/$link', params: { link } });
    },
  });
  const problem = starting.error ?? error;
  return (
    <main id="content" className="meetings" tabIndex={-1}>
      <header className="meetings-head">
        <div>
          <h1>{t.title}</h1>
          <p className="muted">{t.intro}</p>
        </div>
        <Button look="primary" large onPress={() => starting.mutate()} isDisabled={starting.isPending}>
          <Video size={20} aria-hidden="true" />
          {t.start}
        </Button>
      </header>
      {problem ? <Notice tone="danger">{problems[codeOf(problem)]}</Notice> : null}
      <section className="stack">
        <h2>{t.yours}</h2>
        {data ? null : error ? null : <Skeleton width="60%" />}
        {data?.length === 0 ? <Empty picture={<Meadow />} title={t.none} text={t.noneText} /> : null}
        {data && data.length > 0 ? (
          <ul className="meetings-list" aria-label={t.yours}>
            {data.map((one) => (
              <MeetingItem key={one.link} meeting={one} />
            ))}
          </ul>
        ) : null}
      </section>
    </main>
  );
}

function MeetingItem({ meeting }: { meeting: Meeting }) {
  const t = useMeetingTexts();
  const { problems, shell } = useTexts();
  const format = useFormat();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const ending = useMutation({
    mutationFn: () => endMeeting(meeting.link),
    onSuccess: () => showToast(t.ended),
    onError: (error) => showToast(problems[codeOf(error)], { tone: 'danger' }),
    onSettled: () => {
      setAsking(false);
      return client.invalidateQueries({ queryKey: meetingsQuery.queryKey });
    },
  });
  const when = format.moment(meeting.createdAt);
  return (
    <li className="meetings-item">
      <Video size={20} aria-hidden="true" />
      <div className="meetings-item-text">
        <strong>{t.startedAt(when)}</strong>
        <p className="muted">
          {meeting.present > 0 ? t.presentNow(meeting.present) : `/meet/${meeting.link}`}
        </p>
      </div>
      <IconButton
        label={t.copyLinkNamed(when)}
        icon={<LinkIcon size={18} aria-hidden="true" />}
        onPress={() => void copyLink(meeting.link, t)}
      />
      <IconButton
        label={t.endNamed(when)}
        icon={<PhoneOff size={18} aria-hidden="true" />}
        onPress={() => setAsking(true)}
      />
      <a className="button button-secondary" href={`/meet/${meeting.link}`} aria-label={t.joinNamed(when)}>
        {t.join}
      </a>
      {asking ? (
        <Confirm
          title={t.endQuestion}
          text={t.endText}
          confirm={t.endConfirm}
          cancel={shell.cancel}
          isPending={ending.isPending}
          onConfirm={() => ending.mutate()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </li>
  );
}
