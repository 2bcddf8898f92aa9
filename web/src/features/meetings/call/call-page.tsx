import './call.css';
import { Volume2, WifiOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../../app/language';
import { usePageTitle } from '../../../app/page-title';
import { codeOf } from '../../../app/problem';
import { Button } from '../../../kit/button';
import { Confirm } from '../../../kit/confirm';
import { Spinner } from '../../../kit/spinner';
import { showToast } from '../../../kit/toasts';
import { copyLink } from '../copy-link';
import { endMeeting, type Role } from '../meetings';
import { useMeetingTexts } from '../texts';
import { troubleOf, troubleText } from '../trouble';
import type { Call } from './call';
import { Controls } from './controls';
import { DevicesDialog } from './devices-dialog';
import { Sound } from './media';
import { PeoplePanel } from './people-panel';
import { type Command, useShortcuts } from './shortcuts';
import { Stage } from './stage';
import { useCall } from './use-call';
import { useNews } from './use-news';
import { useWakeLock } from './use-wake-lock';

type CallPageProps = { call: Call; link: string; role: Role };

/** The meeting itself. */
export function CallPage({ call, link, role }: CallPageProps) {
  const t = useMeetingTexts();
  const shell = useTexts();
  const state = useCall(call);
  const said = useNews(call);
  const [people, setPeople] = useState(false);
  const [devices, setDevices] = useState(false);
  const [ending, setEnding] = useState(false);
  const main = useRef<HTMLElement>(null);
  usePageTitle(t.meeting);
  useWakeLock();
  // What had the focus is gone with the page before.
  useEffect(() => main.current?.focus(), []);

  const attempt = (what: 'camera' | 'microphone', work: Promise<void>) =>
    work.catch((error) => showToast(troubleText(what, troubleOf(error), t), { tone: 'danger' }));
  const share = () =>
    call.setSharing(!state.sharing).catch((error) => {
      // Whoever closes the browser's question has changed their mind.
      if (troubleOf(error) !== 'denied') showToast(t.shareFailed, { tone: 'danger' });
    });
  const run = (command: Command | 'devices' | 'link' | 'end') => {
    switch (command) {
      case 'microphone':
        return void attempt('microphone', call.setMic(!state.micOn));
      case 'camera':
        return void attempt('camera', call.setCamera(!state.cameraOn));
      case 'share':
        return void share();
      case 'people':
        return setPeople(!people);
      case 'devices':
        return setDevices(true);
      case 'link':
        return void copyLink(link, t);
      case 'leave':
        return void call.leave();
      case 'end':
        return setEnding(true);
    }
  };
  useShortcuts({ run, speak: (on) => void attempt('microphone', call.speak(on)) });

  const end = () =>
    endMeeting(link).catch((error) => showToast(shell.problems[codeOf(error)], { tone: 'danger' }));
  const leads = role === 'host';
  return (
    <div className="call">
      <main className="call-main" id="content" ref={main} tabIndex={-1}>
        <h1 className="visually-hidden">{t.meeting}</h1>
        <Banner call={call} />
        <Stage people={state.people} />
        {state.phase === 'connected' && state.people.length === 1 ? (
          <div className="call-alone">
            <strong>{t.aloneTitle}</strong>
            <p>{t.aloneText}</p>
            <Button look="primary" onPress={() => run('link')}>
              {t.copyLink}
            </Button>
          </div>
        ) : null}
        <div className="visually-hidden" role="log" aria-live="polite">
          {said.map((one) => (
            <p key={one.id}>{one.text}</p>
          ))}
        </div>
      </main>
      {people ? (
        <PeoplePanel link={link} people={state.people} leads={leads} onClose={() => setPeople(false)} />
      ) : null}
      <Controls state={state} leads={leads} peopleShown={people} run={run} />
      {state.people.flatMap((one) => one.sounds.map((track) => <Sound key={track.sid} track={track} />))}
      {devices ? <DevicesDialog call={call} onClose={() => setDevices(false)} /> : null}
      {ending ? (
        <Confirm
          title={t.endQuestion}
          text={t.endText}
          confirm={t.endConfirm}
          cancel={shell.shell.cancel}
          onConfirm={() => void end()}
          onClose={() => setEnding(false)}
        />
      ) : null}
    </div>
  );
}

/** What stands between one and the meeting right now. */
function Banner({ call }: { call: Call }) {
  const t = useMeetingTexts();
  const { phase, silenced } = useCall(call);
  if (phase === 'connecting') {
    return (
      <div className="call-banner" role="status">
        <Spinner />
        {t.connecting}
      </div>
    );
  }
  if (phase === 'reconnecting') {
    return (
      <div className="call-banner call-banner-warn" role="status">
        <WifiOff size={18} aria-hidden="true" />
        {t.reconnecting}
      </div>
    );
  }
  if (!silenced) return null;
  return (
    <div className="call-banner call-banner-warn" role="status">
      <Volume2 size={18} aria-hidden="true" />
      <span>{t.soundBlocked}</span>
      <Button onPress={() => void call.allowSound()}>{t.allowSound}</Button>
    </div>
  );
}
