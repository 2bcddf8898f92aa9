import { expect, it } from 'vitest';
import { parseChoices } from './choices';

const first = { camera: '', microphone: '', cameraOn: true, micOn: true };

it.each([null, '', 'x', '7', 'null', '[]', '{}', '{"camera":7,"micOn":"no"}'])(
  '%j is as good as nothing',
  (text) => {
    expect(parseChoices(text)).toEqual(first);
  },
);

it('is what was chosen', () => {
  const chosen = { camera: 'a', microphone: 'b', cameraOn: false, micOn: false };
  expect(parseChoices(JSON.stringify(chosen))).toEqual(chosen);
});
