import { accessible, equal, gone, visible } from '../checks.mjs';

const row = (page, name) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });
const undo = (page) => page.getByRole('button', { name: 'Rückgängig' }).last();

/** The events of a drag, since not every driver lets the browser make them. */
async function drag(from, to) {
  const dataTransfer = await from.page().evaluateHandle(() => new DataTransfer());
  await from.dispatchEvent('dragstart', { dataTransfer });
  await to.dispatchEvent('dragover', { dataTransfer });
  await to.dispatchEvent('drop', { dataTransfer });
  await from.page().evaluate(() => dispatchEvent(new Event('dragend')));
}

export const flows = {
  'what is cut or copied is pasted elsewhere, and all of it can be taken back': async (stage) => {
    const { page, api, folder } = await stage.inFolder('Umzug', async (api, folder) => {
      const target = await api.folder(folder.id, 'Ziel');
      await api.file(target.id, 'eins.txt', 'die andere');
      await api.file(folder.id, 'eins.txt');
      await api.file(folder.id, 'zwei.txt');
    });
    const names = async (id) =>
      (await api.call('GET', `/nodes/${id}/children`)).nodes.map((one) => one.name).sort();
    await visible(row(page, 'Ziel'));
    await row(page, 'eins.txt').focus();
    await page.keyboard.press('Control+c');
    await page.getByRole('link', { name: 'Ziel' }).click();
    await visible(page.getByRole('heading', { name: 'Ziel' }));
    await page.keyboard.press('Control+v');
    await visible(page.getByText('„eins.txt“ gibt es in „Ziel“ schon.'));
    await accessible(page);
    await page.getByRole('button', { name: /^Beide behalten/ }).click();
    await visible(row(page, 'eins (2).txt'));
    equal(await row(page, 'eins (2).txt').getAttribute('aria-selected'), 'true', 'what came is chosen');
    await undo(page).click();
    await gone(row(page, 'eins (2).txt'));

    await page.goBack();
    await row(page, 'zwei.txt').getByRole('button', { name: 'Aktionen für zwei.txt' }).click();
    await page.getByRole('menuitem', { name: 'Ausschneiden' }).click();
    await visible(row(page, 'zwei.txt').locator('[data-cut]'));
    await page.getByRole('link', { name: 'Ziel' }).click();
    await page.getByRole('button', { name: 'Einfügen' }).click();
    await visible(row(page, 'zwei.txt'));
    await gone(page.getByRole('button', { name: 'Einfügen' }));
    equal(await names(folder.id), ['Ziel', 'eins.txt'], 'what stayed');
    await page.keyboard.press('Control+z');
    await visible(page.getByText('„zwei.txt“ liegt wieder am alten Ort.'));
    equal(await names(folder.id), ['Ziel', 'eins.txt', 'zwei.txt'], 'what is back');

    await page.goBack();
    await visible(row(page, 'zwei.txt'));
    await drag(row(page, 'zwei.txt').locator('.glyph'), row(page, 'Ziel'));
    await gone(row(page, 'zwei.txt'));
    await undo(page).click();
    await visible(row(page, 'zwei.txt'));
  },

  'a dialog moves, too, and says why where one may not': async (stage) => {
    const { page, folder } = await stage.inFolder('Wohin', async (api, folder) => {
      const target = await api.folder(folder.id, 'Ziel');
      await api.folder(target.id, 'Unterordner');
      await api.file(folder.id, 'brief.txt');
    });
    await row(page, 'brief.txt').locator('.checkbox').click();
    await page.getByRole('button', { name: 'Verschieben oder kopieren …' }).click();
    const dialog = page.getByRole('dialog');
    await visible(dialog.getByText('Liegt bereits hier.'));
    await accessible(page);
    await dialog.getByRole('option', { name: 'Ziel' }).click();
    await dialog.getByRole('option', { name: 'Unterordner' }).click();
    await visible(dialog.getByText('Hier liegt kein Ordner.'));
    await dialog.getByRole('button', { name: 'Nach oben' }).click();
    await visible(dialog.getByRole('option', { name: 'Unterordner' }));
    await dialog.getByRole('button', { name: 'Hierher verschieben' }).click();
    await gone(row(page, 'brief.txt'));
    await visible(page.getByText('„brief.txt“ wurde nach „Ziel“ verschoben.'));

    await row(page, 'Ziel').focus();
    await page.keyboard.press('Control+c');
    await page.getByRole('link', { name: 'Ziel' }).click();
    await visible(row(page, 'brief.txt'));
    await page.keyboard.press('Control+v');
    await visible(page.getByText('„Ziel“ kann nicht in sich selbst liegen.'));
    await page.route(`**/api/v1/nodes/${folder.id}`, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ json: { ...(await answer.json()), can: ['read'] } });
    });
    await page.goBack();
    await visible(row(page, 'Ziel'));
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await gone(page.getByRole('button', { name: 'Neu', exact: true }));
    await page.keyboard.press('Control+v');
    await visible(page.getByText(/dürfen Sie lesen, aber nichts ablegen/));
  },
};
