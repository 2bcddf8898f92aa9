import { equal, visible } from '../checks.mjs';

const chosen = (page) => page.locator('[role=row][aria-selected=true]');

export const flows = {
  'a private link leads to the file, chosen and in sight, in a long folder': async (stage) => {
    let file;
    const { page, folder } = await stage.inFolder('Verweis', async (api, folder) => {
      for (let n = 100; n < 140; n++) await api.file(folder.id, `Akte ${n}.txt`);
      file = await api.file(folder.id, 'Zuletzt.txt');
    });
    for (const link of [`/f/${file.id}`, `/index.php/f/${file.id}`]) {
      const answer = await page.goto(stage.base + link);
      // 304 when the browser has the page already.
      equal([200, 304].includes(answer.status()), true, `status ${answer.status()}`);
      await visible(chosen(page).getByRole('button', { name: 'Zuletzt.txt', exact: true }));
      equal(await chosen(page).count(), 1, 'chosen');
      equal(new URL(page.url()).pathname, `/files/${folder.id}`, 'address');
      await page.waitForFunction(() => document.activeElement?.getAttribute('aria-selected') === 'true');
      const box = await chosen(page).boundingBox();
      equal(box.y > 0 && box.y < page.viewportSize().height, true, 'in sight');
    }
    await page.goto(`${stage.base}/f/${folder.id}`);
    await visible(page.getByRole('heading', { name: /^Verweis/ }));
    equal(await chosen(page).count(), 0, 'chosen in a folder that was linked itself');
  },

  'a private link asks to sign in and goes on': async (stage) => {
    let file;
    await stage.inFolder('Verweis von außen', async (api, folder) => {
      file = await api.file(folder.id, 'Vertrag.pdf');
    });
    const page = await stage.visit(`/index.php/f/${file.id}`);
    await visible(page.getByRole('heading', { name: 'Anmelden' }));
    await page.getByLabel('Benutzername').fill(stage.admin.name);
    await page.getByLabel('Passwort', { exact: true }).fill(stage.admin.password);
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await visible(chosen(page).getByRole('button', { name: 'Vertrag.pdf', exact: true }));
  },

  'a private link to nothing says so, and looks the same to strangers': async (stage) => {
    const { page } = await stage.signedIn('/');
    const answer = await page.request.get(`${stage.base}/f/987654321`, { maxRedirects: 0 });
    equal(answer.status(), 404, 'status');
    await page.goto(`${stage.base}/f/987654321`).catch(() => {});
    await visible(page.getByRole('heading', { name: 'Hier ist nichts' }));
    const stranger = await stage.visit('/login');
    const asked = await stranger.request.get(`${stage.base}/f/987654321`, { maxRedirects: 0 });
    equal(asked.status(), 303, 'status for a stranger');
    equal(asked.headers().location, '/login?next=/f/987654321', 'where a stranger is led');
  },
};
