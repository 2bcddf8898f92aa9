import { PHONE } from '../browser.mjs';
import { accessible, equal, fitsWidth, visible } from '../checks.mjs';

const recent = (page) => page.getByRole('list', { name: 'Zuletzt verwendet' });

export const flows = {
  'the day begins with what one used last, and each leads to its place': async (stage) => {
    const { page, api, folder } = await stage.inFolder('Tag', async (api, folder) => {
      await api.file(folder.id, 'Vorlage.txt');
      await api.file(folder.id, 'Vermerk.txt');
    });
    await visible(page.getByRole('row'));
    // A real server tells a moment later.
    for (let n = 0; n < 20; n++) {
      const [last] = await api.call('GET', '/recent?limit=1');
      if (last?.node.name === 'Vermerk.txt' && last.node.parent === folder.id) break;
      await page.waitForTimeout(250);
    }
    await page.getByRole('link', { name: 'Mein Tag', exact: true }).click();
    await visible(page.getByRole('heading', { name: 'Mein Tag', level: 1 }));
    const first = recent(page).getByRole('listitem').first();
    await visible(first.getByText('Vermerk.txt'));
    await visible(first.getByText(`Meine Dateien › Tag ${stage.run}`));
    await visible(first.getByText(/^Geändert: heute, /));
    await accessible(page);
    await first.getByRole('link').click();
    const chosen = page.locator('[role=row][aria-selected=true]');
    await visible(chosen.getByText('Vermerk.txt'));
    equal(new URL(page.url()).pathname, `/files/${folder.id}`, 'address');

    await api.call('DELETE', `/nodes/${folder.id}`);
    await page.goto(`${stage.base}/`);
    await visible(page.getByRole('heading', { name: 'Zuletzt verwendet' }));
    await visible(page.getByRole('list', { name: 'Bereiche' }).getByText('Meine Dateien'));
    equal(await recent(page).getByText(`Tag ${stage.run}`).count(), 0, 'what lies in the trash');
  },

  'the rail says where one is, and stands at the bottom of a phone': async (stage) => {
    const { page } = await stage.signedIn('/', PHONE);
    const rail = page.getByRole('navigation', { name: 'Hauptnavigation' });
    const here = () => rail.locator('[aria-current=page]').innerText();
    equal(await here(), 'Mein Tag', 'where one is at first');
    for (const name of ['Dateien', 'Meetings', 'Mein Tag']) {
      await rail.getByRole('link', { name }).click();
      await page.waitForFunction(
        (text) => document.querySelector('.rail [aria-current=page]')?.textContent.trim() === text,
        name,
      );
      await visible(page.getByRole('heading', { level: 1 }));
      await fitsWidth(page);
    }
    const box = await rail.boundingBox();
    equal(Math.round(box.y + box.height), page.viewportSize().height, 'the lower edge of the bar');
    await rail.getByRole('link', { name: 'Dateien' }).click();
    await page.getByRole('button', { name: 'Bereiche öffnen' }).click();
    await visible(page.getByRole('dialog').getByRole('link', { name: 'Papierkorb' }));
    await accessible(page);
  },

  'a meeting is started from the first page': async (stage) => {
    const { page } = await stage.signedIn('/');
    await page.getByRole('button', { name: 'Meeting starten' }).click();
    await visible(page.getByRole('heading', { name: 'Bereit für das Meeting?' }));
    await page.goto(`${stage.base}/`);
    const meetings = page.getByRole('list', { name: 'Meetings' });
    await visible(meetings.getByText('Niemand ist da'));
  },

  // Whoever moves one of these moves a button that people find without looking. That may be right, and never by accident.
  'every control stands where it has always stood': async (stage) => {
    const { page } = await stage.inFolder('Plätze', (api, folder) => api.file(folder.id, 'eins.txt'));
    await visible(page.getByRole('row'));
    const { width, height } = page.viewportSize();
    const corner = async (place) => {
      const box = await page.locator(`[data-place="${place}"]`).boundingBox();
      const [x, y] = [(box.x + box.width / 2) / width, (box.y + box.height / 2) / height];
      return `${y < 0.2 ? 'top' : y < 0.8 ? 'middle' : 'bottom'} ${x < 0.1 ? 'edge' : x < 0.3 ? 'left' : x < 0.7 ? 'centre' : 'right'}`;
    };
    const above = async (...places) => {
      const tops = [];
      for (const place of places) tops.push((await page.locator(`[data-place="${place}"]`).boundingBox()).y);
      equal(
        tops,
        tops.toSorted((a, b) => a - b),
        `from top to bottom: ${places.join(', ')}`,
      );
    };
    for (const [place, where] of Object.entries({
      find: 'top centre',
      account: 'top right',
      'files new': 'top right',
      'rail home': 'top edge',
      'spaces mine': 'top left',
    })) {
      equal(await corner(place), where, `the place of "${place}"`);
    }
    await above('rail home', 'rail files', 'rail meetings');
    await above('spaces mine', 'spaces trash', 'spaces teams');
    await page.getByRole('button', { name: /^Konto von/ }).click();
    equal(
      await page.getByRole('menuitem').allInnerTexts(),
      ['Einstellungen', 'Abmelden'],
      'what the account offers, in this order',
    );
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Neu', exact: true }).click();
    equal(
      await page.getByRole('menuitem').allInnerTexts(),
      ['Dateien hochladen', 'Ordner hochladen', 'Neuer Ordner'],
      'what "Neu" offers, in this order',
    );
  },
};
