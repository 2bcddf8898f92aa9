import { equal, gone, visible } from '../checks.mjs';

const row = (page, name) => page.getByRole('row').filter({ hasText: name });
const rowNames = (page) => page.locator('[role=row] .listing-link').allTextContents();

export const flows = {
  'a folder is made, opened by a click, and its address can be shared': async (stage) => {
    const { page } = await stage.inFolder('Ablage');
    await visible(page.getByText('Dieser Ordner ist leer'));
    await page.getByRole('button', { name: 'Neu' }).click();
    await page.getByRole('menuitem', { name: 'Neuer Ordner' }).click();
    await page.getByLabel('Name des Ordners').fill('Pläne / 2026');
    await visible(page.getByText('Ein Name darf kein „/“ enthalten.'));
    await page.getByLabel('Name des Ordners').fill('Pläne 2026');
    await page.getByRole('button', { name: 'Anlegen' }).click();
    await page.getByRole('link', { name: 'Pläne 2026' }).click();
    await visible(page.getByRole('heading', { name: 'Pläne 2026' }));
    await page.reload();
    await visible(page.getByRole('heading', { name: 'Pläne 2026' }));
    await page
      .getByRole('navigation', { name: 'Wo Sie sind' })
      .getByRole('link', { name: /^Ablage/ })
      .click();
    await visible(page.getByRole('link', { name: 'Pläne 2026' }));
    await page.goBack();
    await visible(page.getByRole('heading', { name: 'Pläne 2026' }));
  },

  'a name that is taken is refused while typing': async (stage) => {
    const { page } = await stage.inFolder('Doppelt', (api, folder) => api.folder(folder.id, 'Bau'));
    await page.getByRole('button', { name: 'Neu' }).click();
    await page.getByRole('menuitem', { name: 'Neuer Ordner' }).click();
    await page.getByLabel('Name des Ordners').fill('Bau');
    await visible(page.getByText('Dieser Name ist hier bereits vergeben.'));
  },

  'entries are sorted for people: folders first, numbers as numbers, by each column': async (stage) => {
    const { page } = await stage.inFolder('Ordnung', async (api, folder) => {
      await api.file(folder.id, 'Seite 10.txt', 'x'.repeat(300), '2026-01-01T00:00:00Z');
      await api.file(folder.id, 'Seite 2.txt', 'x'.repeat(100), '2026-03-01T00:00:00Z');
      await api.file(folder.id, 'Änderung.txt', 'x'.repeat(200), '2026-02-01T00:00:00Z');
      await api.folder(folder.id, 'Zuletzt');
    });
    await visible(row(page, 'Zuletzt'));
    equal(await rowNames(page), ['Zuletzt', 'Änderung.txt', 'Seite 2.txt', 'Seite 10.txt'], 'by name');
    await page.getByRole('button', { name: 'Name, aufsteigend sortiert' }).click();
    equal(
      await rowNames(page),
      ['Zuletzt', 'Seite 10.txt', 'Seite 2.txt', 'Änderung.txt'],
      'by name, descending',
    );
    await page.getByRole('button', { name: 'Nach Größe sortieren' }).click();
    equal(await rowNames(page), ['Zuletzt', 'Seite 10.txt', 'Änderung.txt', 'Seite 2.txt'], 'by size');
    await page.getByRole('button', { name: 'Nach Geändert sortieren' }).click();
    equal(await rowNames(page), ['Zuletzt', 'Seite 2.txt', 'Änderung.txt', 'Seite 10.txt'], 'by date');
  },

  'a file keeps its ending in mind when renamed': async (stage) => {
    const { page } = await stage.inFolder('Namen', (api, folder) => api.file(folder.id, 'Entwurf.odt'));
    await row(page, 'Entwurf.odt').getByRole('button', { name: 'Aktionen für Entwurf.odt' }).click();
    await page.getByRole('menuitem', { name: 'Umbenennen' }).click();
    const field = page.getByLabel('Neuer Name');
    const chosen = await field.evaluate((input) =>
      input.value.slice(input.selectionStart, input.selectionEnd),
    );
    equal(chosen, 'Entwurf', 'what is selected for typing over');
    await page.keyboard.type('Beschluss');
    await page.keyboard.press('Enter');
    await visible(row(page, 'Beschluss.odt'));
    await gone(row(page, 'Entwurf.odt'));
  },

  'files, folders and selections are downloaded': async (stage) => {
    const { page } = await stage.inFolder('Laden', async (api, folder) => {
      await api.file(folder.id, 'eins.txt', 'erste Datei');
      await api.file(folder.id, 'zwei.txt', 'zweite Datei');
      const inside = await api.folder(folder.id, 'Mappe');
      await api.file(inside.id, 'drei.txt', 'dritte Datei');
    });
    const download = async (click) => {
      const [file] = await Promise.all([page.waitForEvent('download'), click()]);
      const parts = [];
      for await (const part of await file.createReadStream()) parts.push(part);
      return { name: file.suggestedFilename(), content: Buffer.concat(parts) };
    };
    await row(page, 'eins.txt').getByRole('button', { name: 'Aktionen für eins.txt' }).click();
    const one = await download(() => page.getByRole('menuitem', { name: 'Herunterladen' }).click());
    equal([one.name, one.content.toString()], ['eins.txt', 'erste Datei'], 'a file');

    await row(page, 'Mappe').getByRole('button', { name: 'Aktionen für Mappe' }).click();
    const folder = await download(() => page.getByRole('menuitem', { name: 'Herunterladen' }).click());
    equal(folder.content.subarray(0, 2).toString(), 'PK', 'a folder is a zip');
    equal(folder.content.includes('drei.txt'), true, 'with what is inside');

    await row(page, 'eins.txt').locator('.checkbox').click();
    await row(page, 'zwei.txt').locator('.checkbox').click();
    await visible(page.getByText('2 ausgewählt'));
    const several = await download(() => page.getByRole('button', { name: 'Herunterladen' }).click());
    equal(several.content.subarray(0, 2).toString(), 'PK', 'several are a zip');
    equal(several.content.includes('zwei.txt'), true, 'the zip holds what was selected');
    equal(several.content.includes('drei.txt'), false, 'the zip does not hold what was not');
  },

  'what changes elsewhere appears when the window comes back': async (stage) => {
    const { page, api, folder } = await stage.inFolder('Wechsel');
    await visible(page.getByText('Dieser Ordner ist leer'));
    await api.file(folder.id, 'von anderen.txt');
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await visible(row(page, 'von anderen.txt'));
  },

  'a folder that is gone says so': async (stage) => {
    const { page } = await stage.signedIn('/files/999999999999');
    await visible(page.getByRole('heading', { name: 'Hier ist nichts' }));
    await page.getByRole('link', { name: 'Zu meinen Dateien' }).click();
    await visible(page.getByRole('heading', { name: 'Meine Dateien' }));
  },

  'a server that fails is said, and can be tried again': async (stage) => {
    const { page } = await stage.inFolder('Störung', (api, folder) => api.file(folder.id, 'noch da.txt'));
    await visible(row(page, 'noch da.txt'));
    await page.route('**/children?*', (route) => route.fulfill({ status: 500, body: '<html>' }));
    await page.reload();
    await visible(page.getByText('Der Ordner konnte nicht geladen werden.'));
    await page.unroute('**/children?*');
    await page.getByRole('button', { name: 'Erneut versuchen' }).click();
    await visible(row(page, 'noch da.txt'));
    await page.context().setOffline(true);
    await visible(page.getByText('Sie sind offline.'));
    await page.context().setOffline(false);
    await gone(page.getByText('Sie sind offline.'));
  },

  'ten thousand entries stay few in the page and are all within reach': async (stage) => {
    const { page } = await stage.inFolder('Viele');
    // Made up on the way, so that a real server need not store them for this.
    await page.route('**/children?*', async (route) => {
      const second = route.request().url().includes('after=');
      const nodes = Array.from({ length: 5000 }, (_, n) => entry(second ? n + 5000 : n));
      await route.fulfill({ json: { nodes, next: second ? null : 'more' } });
    });
    await page.reload();
    await visible(page.getByText('10.000 Dateien'));
    const drawn = await page.getByRole('row').count();
    if (drawn > 100) throw new Error(`${drawn} rows are drawn at once`);
    await page.getByRole('row').first().focus();
    await page.keyboard.press('End');
    await visible(page.getByText('Akte 9999.txt'));
    await page.keyboard.press('Control+a');
    await visible(page.getByText('10.000 ausgewählt'));
  },
};

function entry(n) {
  return {
    id: `7${String(n).padStart(6, '0')}`,
    parent: '1',
    space: '1',
    kind: 'file',
    name: `Akte ${n}.txt`,
    size: n * 10,
    modifiedAt: '2026-01-15T10:00:00Z',
    etag: `e${n}`,
    type: 'text/plain',
    preview: false,
    locked: false,
    can: ['read', 'write', 'rename', 'delete'],
  };
}
