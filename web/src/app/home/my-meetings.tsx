import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Video } from 'lucide-react';
import { meetingsQuery, startMeeting } from '../../features/meetings/meetings';
import { Button } from '../../kit/button';
import { Notice } from '../../kit/notice';
import { useFormat } from '../format';
import { useTexts } from '../language';
import { codeOf } from '../problem';

/** As many as one looks at; the others are on the meetings' own page. */
const SHOWN = 3;

/** Those where somebody is right now come first. */
export function MyMeetings() {
  const t = useTexts();
  const format = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data, error } = useQuery(meetingsQuery);
  const starting = useMutation({
    mutationFn: startMeeting,
    onSuccess: ({ link }) => {
      void client.invalidateQueries({ queryKey: meetingsQuery.queryKey });
      void navigate({ to: '/meet/$link', params: { link } });
    },
  });
  const problem = starting.error ?? (data ? null : error);
  const shown = data?.toSorted((a, b) => b.present - a.present).slice(0, SHOWN);
  return (
    <section aria-labelledby="home-meetings">
      <h2 id="home-meetings">{t.shell.meetings}</h2>
      <div className="home-panel">
        {problem ? <Notice tone="danger">{t.problems[codeOf(problem)]}</Notice> : null}
        {shown && shown.length > 0 ? (
          <ul className="home-list" aria-labelledby="home-meetings">
            {shown.map((one) => (
              <li key={one.link}>
                <Link className="home-item" to="/meet/$link" params={{ link: one.link }}>
                  <span className={one.present > 0 ? 'home-sign home-sign-live' : 'home-sign'}>
                    <Video size={18} aria-hidden="true" />
                  </span>
                  <span className="home-item-text">
                    <span className="home-item-name">{t.home.meetingOf(format.moment(one.createdAt))}</span>
                    <span className="home-item-more">
                      {one.present > 0 ? t.home.present(one.present) : t.home.nobodyPresent}
                    </span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        ) : null}
        {data?.length === 0 ? <p className="home-note">{t.home.noMeetings}</p> : null}
        <div className="home-actions">
          <Button onPress={() => starting.mutate()} isPending={starting.isPending}>
            <Video size={18} aria-hidden="true" />
            {t.home.startMeeting}
          </Button>
          {data && data.length > SHOWN ? <Link to="/meetings">{t.home.allMeetings}</Link> : null}
        </div>
      </div>
    </section>
  );
}
