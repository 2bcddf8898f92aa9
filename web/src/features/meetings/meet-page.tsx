import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTexts } from '../../app/language';
import { codeOf } from '../../app/problem';
import { Button } from '../../kit/button';
import { Notice } from '../../kit/notice';
import { Spinner } from '../../kit/spinner';
import { showToast } from '../../kit/toasts';
import { Gate } from '../identity/gate';
import { useSession } from '../identity/session';
import { AfterCall } from './after-call';
import { Call, type Ending } from './call/call';
import { CallPage } from './call/call-page';
import { rememberedChoices } from './choices';
import { type Admitted, enterMeeting, meetingQuery } from './meetings';
import { PreJoin } from './pre-join';
import { useMeetingTexts } from './texts';
import { troubleText } from './trouble';

const ASK_AGAIN_MS = 3_000;

/** A meeting behind its link, for everybody who has it. */
export function MeetPage() {
  const { link } = useParams({ from: '/meet/$link' });
  return <Behind key={link} link={link} />;
}

type Place =
  | { at: 'door' }
  | { at: 'waiting' }
  | { at: 'inside'; call: Call; entry: Admitted }
  | { at: 'outside'; ending: Ending };

function Behind({ link }: { link: string }) {
  const t = useMeetingTexts();
  const { problems, shell } = useTexts();
  const session = useSession();
  const { data, error, refetch } = useQuery(meetingQuery(link));
  const [place, setPlace] = useState<Place>({ at: 'door' });
  const [choices, setChoices] = useState(rememberedChoices);
  const [name, setName] = useState('');

  const entering = useMutation({
    mutationFn: () => enterMeeting(link, name.trim()),
    onSuccess: (entry) => {
      if (entry.state === 'waiting') return setPlace({ at: 'waiting' });
      const call = new Call();
      call.subscribe(() => {
        const { phase, ending } = call.state;
        if (phase === 'over') setPlace({ at: 'outside', ending: ending ?? 'lost' });
      });
      setPlace({ at: 'inside', call, entry });
      void call.join(entry, choices).then((troubles) => {
        for (const kind of ['camera', 'microphone'] as const) {
          const trouble = troubles[kind];
          if (trouble) showToast(troubleText(kind, trouble, t), { tone: 'danger' });
        }
      });
    },
    onError: (problem) => {
      // What one waited for has ended, or refuses: the door says so.
      setPlace({ at: 'door' });
      if (codeOf(problem) === 'not-found') void refetch();
    },
  });

  const { mutate: enter, isPending } = entering;
  const waiting = place.at === 'waiting';
  useEffect(() => {
    if (!waiting || isPending) return;
    const timer = setTimeout(enter, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [waiting, isPending, enter]);

  if (place.at === 'inside') return <CallPage call={place.call} link={link} role={place.entry.role} />;
  if (place.at === 'outside') {
    return (
      <AfterCall
        ending={place.ending}
        isSignedIn={session?.signedIn ?? false}
        onRejoin={() => setPlace({ at: 'door' })}
      />
    );
  }
  if (error && codeOf(error) === 'not-found') return <Gate title={t.unknownTitle} text={t.unknownText} />;
  if (error) {
    return (
      <Gate title={t.meeting} text={shell.failedTitle}>
        <Notice tone="danger">{problems[codeOf(error)]}</Notice>
        <Button onPress={() => void refetch()}>{shell.retry}</Button>
      </Gate>
    );
  }
  if (!data) return <Gate title={t.meeting} text={shell.loading} />;
  if (waiting) {
    return (
      <Gate title={t.waitingTitle} text={t.waitingText}>
        <div className="row" role="status">
          <Spinner />
          <span className="muted">{name.trim()}</span>
        </div>
        <Button onPress={() => setPlace({ at: 'door' })}>{t.backToCheck}</Button>
      </Gate>
    );
  }
  return (
    <PreJoin
      knownAs={session?.signedIn ? session.person.displayName : null}
      name={name}
      onName={(value) => {
        entering.reset();
        setName(value);
      }}
      choices={choices}
      onChoices={setChoices}
      isPending={isPending}
      error={entering.error}
      onJoin={() => enter()}
    />
  );
}
