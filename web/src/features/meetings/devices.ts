import { useEffect, useState } from 'react';
import type { MeetingTexts } from './texts';
import { type Trouble, troubleOf } from './trouble';

export type Kind = 'camera' | 'microphone' | 'speaker';
export type Device = { id: string; text: string };

const BROWSERS_WORD: Record<Kind, MediaDeviceKind> = {
  camera: 'videoinput',
  microphone: 'audioinput',
  speaker: 'audiooutput',
};

/** All devices, followed as they are plugged in and out. Their names are known once one of them may be used. */
export function useDevices(named: unknown): readonly MediaDeviceInfo[] {
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with the first stream come the names
  useEffect(() => {
    const media = navigator.mediaDevices as MediaDevices | undefined;
    if (!media) return;
    let current = true;
    const look = () =>
      media.enumerateDevices().then(
        (found) => {
          if (current) setDevices(found);
        },
        () => {},
      );
    void look();
    media.addEventListener('devicechange', look);
    return () => {
      current = false;
      media.removeEventListener('devicechange', look);
    };
  }, [named]);
  return devices;
}

/** Those of one kind, to choose from; without names, they are counted. */
export function choices(devices: readonly MediaDeviceInfo[], kind: Kind, t: MeetingTexts): Device[] {
  const numbered = { camera: t.cameraNumber, microphone: t.microphoneNumber, speaker: t.speakerNumber }[kind];
  return devices
    .filter((one) => one.kind === BROWSERS_WORD[kind] && one.deviceId !== '')
    .map((one, i) => ({ id: one.deviceId, text: one.label || numbered(i + 1) }));
}

/** A device that may have been unplugged since it was chosen: the one that is used instead is the first. */
export function chosenOf(options: readonly Device[], wanted: string): string {
  return options.some((one) => one.id === wanted) ? wanted : (options[0]?.id ?? '');
}

type Capture = { stream: MediaStream | null; trouble: Trouble | null; retry: () => void };

/** What a camera or microphone gives while it is wanted; it is let go of when it is not. */
export function useCapture(kind: 'camera' | 'microphone', wanted: boolean, deviceId: string): Capture {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    if (!wanted) return;
    const media = navigator.mediaDevices as MediaDevices | undefined;
    if (!media) {
      setTrouble('insecure');
      return;
    }
    let current = true;
    let taken: MediaStream | null = null;
    const device = deviceId === '' ? true : { deviceId: { ideal: deviceId } };
    media.getUserMedia(kind === 'camera' ? { video: device } : { audio: device }).then(
      (got) => {
        taken = got;
        if (current) {
          setTrouble(null);
          setStream(got);
        } else stop(got);
      },
      (error) => {
        if (current) setTrouble(troubleOf(error));
      },
    );
    return () => {
      current = false;
      stop(taken);
      setStream(null);
    };
  }, [kind, wanted, deviceId, attempt]);
  return { stream, trouble: wanted ? trouble : null, retry: () => setAttempt(attempt + 1) };
}

function stop(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
