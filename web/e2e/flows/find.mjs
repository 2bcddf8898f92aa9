import { PHONE } from '../browser.mjs';
import { accessible, equal, fitsWidth, gone, visible } from '../checks.mjs';

const palette = (page) => page.getByRole('dialog', { name: 'Wo ist …?' });
const field = (page) => palette(page).getByRole('searchbox');
const hit = (page, name) => palette(page).getByRole('menuitem', { name });

async function open(page) {
  await visible(page.getByRole('heading', { level: 1 }));
  await page.keyboard.press('Control+k');
  await visible(field(page));
  const { y } = await field(page).boundingBox();
  equal(y > 0 && y < page.viewportSize().height / 3, true, 'the field at the top of the window');
}

/** What is chosen is what Enter opens. */
function chosen(page, name) {
  return page.waitForFunction(
    (text) => document.querySelector('.palette-item[data-focused]')?.textContent.includes(text),
    name,
    { timeout: 5000 },
  );
}

export const flows = {
  'a file is found by a word of its name, from anywhere and by keyboard alone': async (stage) => {
    const { page, folder } = await stage.inFolder('Fund', async (api, folder) => {
      const inside = await api.folder(folder.id, 'Straßenbau');
      await api.file(inside.id, `Müllers Übersicht ${stage.run}.txt`);
    });
    await page.goto(`${stage.base}/meetings`);
    await open(page);
    await accessible(page);
    await page.keyboard.type(`ubersicht ${stage.run} mueller`);
    await visible(hit(page, `Müllers Übersicht ${stage.run}.txt`));
    await visible(palette(page).getByText(`Meine Dateien › Fund ${stage.run} › Straßenbau`));
    await chosen(page, 'Müllers');
    await accessible(page);
    await page.keyboard.press('Enter');
    await gone(palette(page));
    const row = page.locator('[role=row][aria-selected=true]');
    await visible(row.getByText('Müllers Übersicht'));

    await page.keyboard.press('Control+k');
    await field(page).fill(`fund ${stage.run}`);
    await chosen(page, `Fund ${stage.run}`);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/files/${folder.id}`);
  },

  'nothing is found that one may not see, or that lies in the trash': async (stage) => {
    const { page, api } = await stage.inFolder('Verborgen', async (api, folder) => {
      const file = await api.file(folder.id, `Versteck ${stage.run}.txt`);
      await api.file(folder.id, `Sichtbar ${stage.run}.txt`);
      await api.call('DELETE', `/nodes/${file.id}`);
    });
    await open(page);
    await page.keyboard.type(`sichtbar ${stage.run}`);
    await visible(hit(page, `Sichtbar ${stage.run}.txt`));
    await field(page).fill(`versteck ${stage.run}`);
    await visible(palette(page).getByText(`Nichts heißt „versteck ${stage.run}“.`));
    await accessible(page);

    const other = {
      name: `neugier-${stage.run}`,
      password: 'runder Kiesel rollt 5',
      displayName: 'Nele Neugier',
    };
    await api.call('POST', '/people', { data: { ...other, administrator: false } });
    const theirs = await stage.signedIn('/', { person: other });
    await open(theirs.page);
    await theirs.page.keyboard.type(`sichtbar ${stage.run}`);
    await visible(palette(theirs.page).getByText(/^Nichts heißt/));
    await field(theirs.page).fill('benutzerverwaltung');
    await visible(palette(theirs.page).getByText('Nichts heißt „benutzerverwaltung“.'));
    await field(theirs.page).fill('nele neu');
    await visible(hit(theirs.page, 'Nele Neugier'));
  },

  'the words of other products lead to what is meant, and its button is shown': async (stage) => {
    const { page } = await stage.signedIn('/');
    for (const [said, meant, place] of [
      ['Besprechung', 'Meetings', 'rail meetings'],
      ['SharePoint-Website', 'Teambereiche', 'spaces teams'],
      ['Kanal', 'Teambereiche', 'spaces teams'],
      ['OneDrive', 'Dateien', 'rail files'],
      ['Kennwort', 'Passwort', 'settings /settings/password'],
      ['gelöschte Elemente', 'Papierkorb', 'spaces trash'],
    ]) {
      await open(page);
      await page.keyboard.type(said);
      await chosen(page, meant);
      await page.keyboard.press('Enter');
      await visible(page.locator(`[data-place="${place}"][data-shown]`));
      await gone(palette(page));
    }
    await page.goto(`${stage.base}/files`);
    await visible(page.getByRole('button', { name: 'Neu', exact: true }));
    await open(page);
    await page.keyboard.type('Verzeichnis');
    await chosen(page, 'Neuer Ordner');
    await page.keyboard.press('Enter');
    await visible(page.getByLabel('Name des Ordners'));
  },

  'the palette opens with a finger too, and fits a phone': async (stage) => {
    const { page } = await stage.signedIn('/', PHONE);
    await page.getByRole('button', { name: 'Wo ist …?' }).click();
    await visible(field(page));
    await visible(hit(page, 'Meetings'));
    await fitsWidth(page);
    await hit(page, 'Meetings').click();
    await page.waitForURL('**/meetings');
  },

  'a question mark lists the keys, but not while one writes': async (stage) => {
    const { page } = await stage.inFolder('Kürzel');
    await visible(page.getByText('Dieser Ordner ist leer'));
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Tastenkürzel' });
    await visible(sheet.getByText('Umbenennen'));
    await accessible(page);
    await page.keyboard.press('Escape');
    await gone(sheet);
    await page.getByRole('button', { name: 'Neu' }).click();
    await page.getByRole('menuitem', { name: 'Neuer Ordner' }).click();
    await page.getByLabel('Name des Ordners').pressSequentially('Was?');
    equal(await page.getByLabel('Name des Ordners').inputValue(), 'Was?', 'what was written');
    equal(await sheet.count(), 0, 'lists of keys');
  },
};
