import './pre-join.css';
import { Mic, MicOff, Video, VideoOff } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTexts } from '../../app/language';
import { usePageTitle } from '../../app/page-title';
import { codeOf } from '../../app/problem';
import { Button, IconButton } from '../../kit/button';
import { Field } from '../../kit/field';
import { Landscape } from '../../kit/landscape';
import { Logo } from '../../kit/logo';
import { Notice } from '../../kit/notice';
import { Select } from '../../kit/select';
import { type Choices, rememberChoices } from './choices';
import { chosenOf, type Kind, choices as optionsOf, useCapture, useDevices } from './devices';
import { LevelMeter } from './level';
import { useMeetingTexts } from './texts';
import { troubleText } from './trouble';

type PreJoinProps = {
  /** Guests say who they are; others are known. */
  knownAs: string | null;
  name: string;
  onName: (name: string) => void;
  choices: Choices;
  onChoices: (choices: Choices) => void;
  isPending: boolean;
  error: unknown;
  onJoin: () => void;
};

/** Before the meeting: how one looks and sounds, and who one is. */
export function PreJoin(props: PreJoinProps) {
  const { knownAs, name, onName, choices, isPending, error, onJoin } = props;
  const t = useMeetingTexts();
  const { problems } = useTexts();
  const [missing, setMissing] = useState(false);
  usePageTitle(t.meeting);
  // What is needed next comes while one looks into the camera.
  useEffect(() => void import('livekit-client'), []);

  const code = error ? codeOf(error) : null;
  const refused = code === 'invalid' ? t.nameRefused : null;
  const join = () => {
    if (knownAs === null && name.trim() === '') return setMissing(true);
    rememberChoices(choices);
    onJoin();
  };
  return (
    <div className="pre-join">
      <Landscape />
      <main className="pre-join-card" id="content">
        <header className="pre-join-head">
          <Logo size={40} />
          <div>
            <h1>{t.checkTitle}</h1>
            <p className="muted">{t.checkText}</p>
          </div>
        </header>
        <Check {...props}>
          <Form
            className="pre-join-form"
            validationBehavior="aria"
            onSubmit={(event) => {
              event.preventDefault();
              join();
            }}
          >
            {knownAs === null ? (
              <Field
                label={t.yourName}
                hint={t.yourNameHint}
                value={name}
                onChange={(value) => {
                  setMissing(false);
                  onName(value);
                }}
                error={missing ? t.nameMissing : refused}
                autoComplete="name"
                maxLength={60}
              />
            ) : (
              <p className="muted">{t.joiningAs(knownAs)}</p>
            )}
            {code && !refused ? <Notice tone="danger">{problems[code]}</Notice> : null}
            {/* Not pending, of which React Aria would still speak when this page is gone. */}
            <Button type="submit" look="primary" large isDisabled={isPending}>
              {isPending ? t.joining : t.joinNow}
            </Button>
          </Form>
        </Check>
      </main>
    </div>
  );
}

function Check({ choices, onChoices, isPending, children }: PreJoinProps & { children: ReactNode }) {
  const t = useMeetingTexts();
  // While one joins, the devices are needed there.
  const camera = useCapture('camera', choices.cameraOn && !isPending, choices.camera);
  const microphone = useCapture('microphone', choices.micOn && !isPending, choices.microphone);
  const devices = useDevices(camera.stream ?? microphone.stream);
  const pick = (kind: Kind, wanted: string, change: (id: string) => Choices) => {
    const options = optionsOf(devices, kind, t);
    return options.length === 0 ? null : (
      <Select
        label={kind === 'camera' ? t.camera : t.microphone}
        options={options}
        value={chosenOf(options, wanted)}
        onChange={(id) => onChoices(change(id))}
      />
    );
  };
  return (
    <div className="pre-join-body">
      <div className="pre-join-look">
        <div className="preview">
          {camera.stream ? (
            <Preview stream={camera.stream} label={t.yourPicture} />
          ) : (
            <p className="preview-none">
              {choices.cameraOn && !camera.trouble ? t.cameraStarting : t.cameraOff}
            </p>
          )}
          <div className="preview-buttons">
            <Toggle
              on={choices.micOn}
              onText={t.turnMicOff}
              offText={t.turnMicOn}
              onIcon={<Mic size={20} aria-hidden="true" />}
              offIcon={<MicOff size={20} aria-hidden="true" />}
              onChange={(micOn) => onChoices({ ...choices, micOn })}
            />
            <Toggle
              on={choices.cameraOn}
              onText={t.turnCameraOff}
              offText={t.turnCameraOn}
              onIcon={<Video size={20} aria-hidden="true" />}
              offIcon={<VideoOff size={20} aria-hidden="true" />}
              onChange={(cameraOn) => onChoices({ ...choices, cameraOn })}
            />
          </div>
        </div>
        {microphone.stream ? (
          <LevelMeter stream={microphone.stream} heard={t.micHears} silent={t.micHearsNothing} />
        ) : (
          <div className="level">
            <span className="level-track" aria-hidden="true" />
            <span className="level-text">{choices.micOn ? ' ' : t.micOff}</span>
          </div>
        )}
      </div>
      <div className="pre-join-choices">
        {/* One sentence is enough where neither can be used. */}
        {camera.trouble && camera.trouble !== microphone.trouble ? (
          <Refused text={troubleText('camera', camera.trouble, t)} onRetry={camera.retry} />
        ) : null}
        {microphone.trouble ? (
          <Refused
            text={troubleText('microphone', microphone.trouble, t)}
            onRetry={() => {
              microphone.retry();
              if (camera.trouble) camera.retry();
            }}
          />
        ) : null}
        {pick('camera', choices.camera, (id) => ({ ...choices, camera: id }))}
        {pick('microphone', choices.microphone, (id) => ({ ...choices, microphone: id }))}
        {children}
      </div>
    </div>
  );
}

function Preview({ stream, label }: { stream: MediaStream; label: string }) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (element.current) element.current.srcObject = stream;
  }, [stream]);
  return (
    <video ref={element} className="picture picture-mirrored" autoPlay playsInline muted aria-label={label} />
  );
}

function Refused({ text, onRetry }: { text: string; onRetry: () => void }) {
  const t = useMeetingTexts();
  return (
    <Notice tone="warn">
      <p role="status">{text}</p>
      <Button onPress={onRetry}>{t.tryAgain}</Button>
    </Notice>
  );
}

type ToggleProps = {
  on: boolean;
  onText: string;
  offText: string;
  onIcon: ReactNode;
  offIcon: ReactNode;
  onChange: (on: boolean) => void;
};

function Toggle({ on, onText, offText, onIcon, offIcon, onChange }: ToggleProps) {
  return (
    <span className="preview-toggle" data-off={!on}>
      <IconButton label={on ? onText : offText} icon={on ? onIcon : offIcon} onPress={() => onChange(!on)} />
    </span>
  );
}
