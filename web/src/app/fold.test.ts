import { expect, test } from 'vitest';
import { fold, matches } from './fold';

test.each([
  ['Müller', 'muller'],
  ['MUELLER', 'muller'],
  ['Straße', 'strasse'],
  ['Für später', 'fur spater'],
  ['SharePoint-Website', 'sharepoint website'],
  ['  Crème,  brûlée! ', 'creme brulee'],
])('%s is %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test.each([
  ['Neuer Ordner', 'ord', true],
  ['Neuer Ordner', 'ordner neu', true],
  ['Neuer Ordner', 'rdner', false],
  ['Neuer Ordner', 'ordner alt', false],
])('%s for "%s": %s', (name, text, found) => {
  expect(matches(fold(name), fold(text))).toBe(found);
});
