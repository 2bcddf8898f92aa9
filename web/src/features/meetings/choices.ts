/** What somebody last chose before a meeting, for the next one. */
export type Choices = { camera: string; microphone: string; cameraOn: boolean; micOn: boolean };

const KEY = 'allmende.meeting';
const FIRST: Choices = { camera: '', microphone: '', cameraOn: true, micOn: true };

/** From what storage holds, which anybody may have written. */
export function parseChoices(text: string | null): Choices {
  try {
    const found: unknown = JSON.parse(text ?? '');
    if (typeof found !== 'object' || found === null) return FIRST;
    const { camera, microphone, cameraOn, micOn } = found as Record<string, unknown>;
    return {
      camera: typeof camera === 'string' ? camera : '',
      microphone: typeof microphone === 'string' ? microphone : '',
      cameraOn: cameraOn !== false,
      micOn: micOn !== false,
    };
  } catch {
    return FIRST;
  }
}

export function rememberedChoices(): Choices {
  return parseChoices(localStorage.getItem(KEY));
}

export function rememberChoices(choices: Choices): void {
  localStorage.setItem(KEY, JSON.stringify(choices));
}
