import { expect, it } from 'vitest';
import { commandOf, speaks } from './shortcuts';

const key = (over: object) => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...over,
});

it.each([
  [{ key: 'd', ctrlKey: true }, 'microphone'],
  [{ key: 'd', metaKey: true }, 'microphone'],
  [{ key: 'e', ctrlKey: true }, 'camera'],
  [{ key: 'M', ctrlKey: true, shiftKey: true }, 'microphone'],
  [{ key: 'O', ctrlKey: true, shiftKey: true }, 'camera'],
  [{ key: 'E', ctrlKey: true, shiftKey: true }, 'share'],
  [{ key: 'H', ctrlKey: true, shiftKey: true }, 'leave'],
  [{ key: 'd' }, null],
  [{ key: 'd', ctrlKey: true, altKey: true }, null],
  [{ key: 'x', ctrlKey: true }, null],
  [{ key: 'Escape' }, null],
])('%j is %s', (pressed, command) => {
  expect(commandOf(key(pressed))).toBe(command);
});

it('speaks by Space alone', () => {
  expect(speaks(key({ code: 'Space' }), null)).toBe(true);
  expect(speaks(key({ code: 'Space', shiftKey: true }), null)).toBe(false);
  expect(speaks(key({ code: 'Enter' }), null)).toBe(false);
});

it('leaves Space to what it presses', () => {
  const on = (found: boolean) => ({ closest: () => (found ? {} : null) }) as unknown as Element;
  expect(speaks(key({ code: 'Space' }), on(true))).toBe(false);
  expect(speaks(key({ code: 'Space' }), on(false))).toBe(true);
});
