import { expect, test } from 'vitest';
import { catalogue } from '../texts/catalogue';
import { paletteCatalogue } from '../texts/palette';
import { commandsFor, commandsMeant } from './commands';

const best = (language: 'de' | 'en', text: string, administrator = true) =>
  commandsMeant(commandsFor(catalogue[language], paletteCatalogue[language].palette, administrator), text)[0]
    ?.id;

test.each([
  ['Besprechung', 'meetings'],
  ['Sofortbesprechung', 'start-meeting'],
  ['Kanal', 'teams'],
  ['SharePoint-Website', 'teams'],
  ['OneDrive', 'files'],
  ['Papierkorb', 'trash'],
  ['gelöschte elemente', 'trash'],
  ['kennwort', 'password'],
  ['PASSWORT', 'password'],
  ['app kennwort', 'devices'],
  ['neuer ordner', 'new-folder'],
  ['Verzeichnis', 'new-folder'],
  ['Freigaben', 'shared'],
  ['dunkel', 'dark'],
  ['abmelden', 'sign-out'],
  ['Benutzerverwaltung', 'people'],
])('"%s" means %s', (text, id) => {
  expect(best('de', text)).toBe(id);
});

test.each([
  ['channel', 'teams'],
  ['recycle bin', 'trash'],
  ['meet now', 'start-meeting'],
  ['dark mode', 'dark'],
  ['log off', 'sign-out'],
])('"%s" means %s in English', (text, id) => {
  expect(best('en', text)).toBe(id);
});

test('nothing is meant by what nobody calls anything', () => {
  expect(best('de', 'xyz')).toBeUndefined();
  expect(best('de', '')).toBeUndefined();
  expect(best('de', '  ')).toBeUndefined();
});

test('administrators alone are led to what they alone may do', () => {
  expect(best('de', 'Benutzerverwaltung', false)).toBeUndefined();
});
