import type { MeetingTexts } from './texts';

/** Why a camera or a microphone does not come, in the words of `getUserMedia` put into ours. */
export type Trouble = 'denied' | 'missing' | 'busy' | 'insecure' | 'failed';

export function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'failed';
  }
}

export function troubleText(kind: 'camera' | 'microphone', trouble: Trouble, t: MeetingTexts): string {
  if (trouble === 'insecure') return t.insecure;
  const camera = {
    denied: t.cameraDenied,
    missing: t.cameraMissing,
    busy: t.cameraBusy,
    failed: t.cameraFailed,
  };
  const microphone = { denied: t.micDenied, missing: t.micMissing, busy: t.micBusy, failed: t.micFailed };
  return (kind === 'camera' ? camera : microphone)[trouble];
}
