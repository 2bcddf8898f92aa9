import { beginFlow } from '../begin-flow.mjs';
import { equal, visible } from '../checks.mjs';

export const flows = {
  'a client is granted access by someone who signs in first': async (stage) => {
    const page = await stage.visit(await beginFlow(stage));
    await visible(page.getByRole('heading', { name: 'Anmelden' }));
    await page.getByLabel('Benutzername').fill(stage.admin.name);
    await page.getByLabel('Passwort', { exact: true }).fill(stage.admin.password);
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await visible(page.getByText('Nextcloud-Desktop auf Linux möchte auf Ihre Dateien zugreifen.'));
    await page.getByRole('button', { name: 'Zugriff erlauben' }).click();
    await visible(page.getByRole('heading', { name: 'Zugriff erlaubt' }));
    await page.reload();
    await visible(page.getByRole('heading', { name: 'Diese Anfrage ist abgelaufen' }));
    await page.goto(`${stage.base}/settings/devices`);
    await visible(page.getByText('Nextcloud-Desktop auf Linux'));
  },

  'whoever cancels grants nothing': async (stage) => {
    const path = await beginFlow(stage);
    const { page } = await stage.signedIn(path);
    const granted = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/grant')) granted.push(request.url());
    });
    await page.getByRole('button', { name: 'Abbrechen' }).click();
    await visible(page.getByRole('heading', { name: 'Nichts wurde erlaubt' }));
    equal(granted, [], 'calls that grant');
  },
};
