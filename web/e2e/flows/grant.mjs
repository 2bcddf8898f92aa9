import { beginFlow } from '../begin-flow.mjs';
import { equal, visible } from '../checks.mjs';

export const flows = {
  'a client is granted access by someone who signs in first': async (stage) => {
    const { path, poll } = await beginFlow(stage);
    const page = await stage.visit(path);
    await visible(page.getByRole('heading', { name: 'Anmelden' }));
    await page.getByLabel('Benutzername').fill(stage.admin.name);
    await page.getByLabel('Passwort', { exact: true }).fill(stage.admin.password);
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await visible(page.getByText('Nextcloud-Desktop auf Linux möchte auf Ihre Dateien zugreifen.'));
    equal((await poll()).status, 404, 'what the client is told before');
    await page.getByRole('button', { name: 'Zugriff erlauben' }).click();
    await visible(page.getByRole('heading', { name: 'Zugriff erlaubt' }));
    await page.reload();
    await visible(page.getByRole('heading', { name: 'Diese Anfrage ist abgelaufen' }));
    const granted = await (await poll()).json();
    equal(granted.loginName, stage.admin.name, 'who the client is signed in as');
    equal((await poll()).status, 404, 'what a client is told that asks twice');
    await page.goto(`${stage.base}/settings/devices`);
    await visible(page.getByText('Nextcloud Desktop (Linux)'));
  },

  'whoever cancels grants nothing': async (stage) => {
    const { path, poll } = await beginFlow(stage);
    const { page } = await stage.signedIn(path);
    const granted = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/grant')) granted.push(request.url());
    });
    await page.getByRole('button', { name: 'Abbrechen' }).click();
    await visible(page.getByRole('heading', { name: 'Nichts wurde erlaubt' }));
    equal(granted, [], 'calls that grant');
    equal((await poll()).status, 404, 'what the client is told');
  },
};
