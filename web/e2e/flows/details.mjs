import { PHONE } from '../browser.mjs';
import { accessible, equal, fitsWidth, gone, visible } from '../checks.mjs';

const row = (page, name) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });

async function written(api, folder) {
  const file = await api.file(folder.id, 'Entwurf.txt', 'eins');
  await api.call('PUT', `/nodes/${folder.id}/children/Entwurf.txt?conflict=replace`, {
    data: Buffer.from('zweitens'),
    headers: { 'Content-Type': 'application/octet-stream' },
  });
  await api.call('PATCH', `/nodes/${file.id}`, { data: { name: 'Brief.txt' } });
  // A real server's ledger hears of it a moment later.
  for (let n = 0; n < 40; n++) {
    const { events } = await api.call('GET', `/nodes/${file.id}/history`);
    if (events.length === 3) return file;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('the ledger did not tell');
}

export const flows = {
  'what happened to a file stands beside it, and an earlier version comes back': async (stage) => {
    let file;
    const { page, api } = await stage.inFolder('Einzelheiten', async (api, folder) => {
      file = await written(api, folder);
    });
    await row(page, 'Brief.txt').focus();
    await page.keyboard.press('i');
    const pane = page.getByRole('complementary', { name: 'Details' });
    await visible(pane.getByText('Sie haben dies umbenannt. Es hieß „Entwurf.txt“.'));
    await visible(pane.getByText('Sie haben die Datei hinzugefügt.'));
    await visible(pane.getByText('Text (TXT)'));
    await accessible(page);
    await pane.getByRole('button', { name: /^Aktionen für die Version vom/ }).click();
    await page.getByRole('menuitem', { name: 'Wiederherstellen' }).click();
    await visible(page.getByText(/ist wieder die aktuelle\.$/));
    const content = await api.request.get(`${stage.base}/api/v1/nodes/${file.id}/content`);
    equal(await content.text(), 'eins', 'what the file contains');

    await page.reload();
    await visible(pane.getByRole('heading', { name: /^Einzelheiten/ }));
    await row(page, 'Brief.txt').focus();
    await page.keyboard.press('i');
    await visible(pane.getByRole('heading', { name: 'Brief.txt' }));
    await page.keyboard.press('Escape');
    await pane.getByRole('button', { name: 'Schließen' }).click();
    await gone(pane);
  },

  'on a phone details rise from below': async (stage) => {
    const { page } = await stage.inFolder('Unten', written, PHONE);
    await row(page, 'Brief.txt').getByRole('button', { name: 'Aktionen für Brief.txt' }).click();
    await page.getByRole('menuitem', { name: 'Details' }).click();
    const sheet = page.getByRole('dialog', { name: 'Details' });
    await visible(sheet.getByText('Sie haben den Inhalt geändert.'));
    await fitsWidth(page);
    await accessible(page);
    await sheet.getByRole('button', { name: 'Schließen' }).click();
    await gone(sheet);
  },
};
