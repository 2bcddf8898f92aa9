import { expect, it } from 'vitest';
import { levelOf } from './level';

const loud = (amplitude: number) => Array.from({ length: 512 }, (_, i) => amplitude * Math.sin(i / 3));

it('is nothing in silence', () => {
  expect(levelOf(loud(0))).toBe(0);
  expect(levelOf([])).toBe(0);
});

it('rises with the voice and ends at 1', () => {
  const [quiet, voice, shout] = [0.005, 0.1, 1].map((one) => levelOf(loud(one)));
  expect(quiet).toBeLessThan(voice ?? 0);
  expect(voice).toBeLessThan(shout ?? 0);
  expect(levelOf(loud(50))).toBe(1);
});
