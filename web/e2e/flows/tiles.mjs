import { accessible, equal, gone, visible } from '../checks.mjs';

const row = (page, name) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });
const chosen = (page) => page.locator('[role=row][aria-selected=true]');

export const flows = {
  'a folder is shown as tiles, remembered, filtered, and chosen from by drawing a frame': async (stage) => {
    const { page } = await stage.inFolder('Kacheln', async (api, folder) => {
      await api.folder(folder.id, 'Mappe');
      for (let n = 1; n <= 6; n++) await api.file(folder.id, `Blatt ${n}.txt`);
    });
    await page.getByRole('radio', { name: 'Kacheln' }).click();
    const first = await row(page, 'Mappe').boundingBox();
    const second = await row(page, 'Blatt 1.txt').boundingBox();
    equal([second.y, second.x > first.x + first.width], [first.y, true], 'side by side');
    await accessible(page);
    await page.reload();
    await visible(row(page, 'Mappe').locator('.tile'));

    await row(page, 'Mappe').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await visible(chosen(page).getByText('Blatt 1.txt'));
    await page.keyboard.press('Escape');
    await page.mouse.move(first.x - 4, first.y - 4);
    await page.mouse.down();
    await page.mouse.move(second.x - 20, second.y + 30, { steps: 3 });
    await page.mouse.move(second.x + 20, second.y + 60, { steps: 3 });
    await visible(page.getByText('2 ausgewählt'));
    await page.mouse.up();
    equal(
      (await chosen(page).locator('.listing-link').allTextContents()).sort(),
      ['Blatt 1.txt', 'Mappe'],
      'in it',
    );

    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: 'Liste' }).click();
    await visible(row(page, 'Mappe').locator('.listing-name'));
    // From beside a name, so that nothing is dragged and nothing opened.
    const line = await row(page, 'Blatt 1.txt').boundingBox();
    await page.mouse.move(line.x + line.width - 250, line.y + 10);
    await page.mouse.down();
    await page.mouse.move(line.x + line.width - 300, line.y + line.height + 20, { steps: 4 });
    await page.mouse.up();
    equal(
      await chosen(page).locator('.listing-link').allTextContents(),
      ['Blatt 1.txt', 'Blatt 2.txt'],
      'rows',
    );
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+f');
    await page.keyboard.type('blatt 3');
    await gone(row(page, 'Mappe'));
    await visible(page.getByText('1 von 7'));
    await page.keyboard.type('xyz');
    await visible(page.getByText('Hier heißt nichts „blatt 3xyz“'));
    await page.getByRole('button', { name: 'Filter leeren' }).click();
    await visible(row(page, 'Mappe'));
  },
};
