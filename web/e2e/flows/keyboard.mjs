import { equal, gone, visible } from '../checks.mjs';

const row = (page, name) => page.getByRole('row').filter({ hasText: name });

export const flows = {
  'everything in a folder works without a mouse': async (stage) => {
    const { page } = await stage.inFolder('Tasten', async (api, folder) => {
      const bau = await api.folder(folder.id, 'Bau');
      await api.file(bau.id, 'darin.txt');
      await api.file(folder.id, 'eins.txt');
      await api.file(folder.id, 'zwei.txt');
    });
    await visible(row(page, 'Bau'));
    await tabTo(page, () => document.activeElement?.getAttribute('role') === 'row');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await visible(row(page, 'darin.txt'));
    const inList = () => document.activeElement?.getAttribute('role') === 'row';
    await page.waitForFunction(inList, null, { timeout: 5000 });
    await page.goBack();
    await visible(row(page, 'eins.txt'));

    await tabTo(page, () => document.activeElement?.getAttribute('role') === 'row');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('F2');
    await visible(page.getByLabel('Neuer Name'));
    await page.keyboard.type('erstens');
    await page.keyboard.press('Enter');
    await visible(row(page, 'erstens.txt'));

    await tabTo(page, () => document.activeElement?.getAttribute('role') === 'row');
    await page.keyboard.press('End');
    await page.keyboard.press('Space');
    await visible(page.getByText('1 ausgewählt'));
    await page.keyboard.press('Delete');
    await gone(row(page, 'zwei.txt'));
    await visible(row(page, 'erstens.txt'));
  },

  'the menu of an entry opens from the keyboard, and Escape returns to it': async (stage) => {
    const { page } = await stage.inFolder('Menü', (api, folder) => api.file(folder.id, 'eins.txt'));
    await visible(row(page, 'eins.txt'));
    await page.getByRole('button', { name: 'Aktionen für eins.txt' }).focus();
    await page.keyboard.press('Enter');
    await visible(page.getByRole('menuitem', { name: 'Herunterladen' }));
    await page.keyboard.press('Escape');
    await gone(page.getByRole('menuitem', { name: 'Herunterladen' }));
    const inRow = await page.evaluate(() => document.activeElement?.closest('[role=row]') !== null);
    equal(inRow, true, 'the focus is in the row');
  },

  'the first Tab offers the way to the content': async (stage) => {
    const { page } = await stage.inFolder('Sprung');
    await visible(page.getByRole('button', { name: 'Neu' }));
    await page.keyboard.press('Tab');
    equal(
      await page.evaluate(() => document.activeElement?.textContent),
      'Zum Inhalt springen',
      'first stop',
    );
    await page.keyboard.press('Enter');
    equal(await page.evaluate(() => document.activeElement?.id), 'content', 'where it leads');
  },
};

async function tabTo(page, reached) {
  for (let n = 0; n < 40; n++) {
    if (await page.evaluate(reached)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('forty times Tab did not get there');
}
