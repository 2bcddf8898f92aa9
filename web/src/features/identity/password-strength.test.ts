import { expect, it } from 'vitest';
import { judgePassword } from './password-strength';

it.each([
  ['kurz', 'short'],
  ['123456789', 'short'],
  ['1234567890', 'guessable'],
  ['aaaaaaaaaaaaaaaa', 'guessable'],
  ['Passwort2026!', 'guessable'],
  ['qwertzuiop123', 'guessable'],
  ['ababababababababab', 'guessable'],
  ['Xk7#mQ2vLp', 'fair'],
  ['blaue Gurke fliegt', 'strong'],
] as const)('%j is %s', (password, strength) => {
  expect(judgePassword(password)).toBe(strength);
});

it("counts one's own name as known", () => {
  expect(judgePassword('mariaschneider7!', ['Maria Schneider'])).toBe('guessable');
});

it('counts characters, not code units', () => {
  expect(judgePassword('🌳🌻🐝🌾🦊')).toBe('short');
});
