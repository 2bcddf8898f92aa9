import { accessible, equal, visible } from '../checks.mjs';

async function needsSetup(stage) {
  const answer = await fetch(`${stage.base}/api/v1/session`);
  return (await answer.json()).setup;
}

export const flows = {
  'a new server explains its one-time link and makes the first administrator': async (stage) => {
    const { admin, token } = stage;
    if (!(await needsSetup(stage))) {
      // A server that has people already: then the link leads to the sign-in page.
      const page = await stage.visit('/welcome#anything');
      await visible(page.getByRole('heading', { name: 'Anmelden' }));
      return;
    }
    const login = await stage.visit('/login');
    await visible(login.getByText('Dort, wo Allmende gestartet wurde'));
    await accessible(login);
    equal(await login.getByRole('textbox').count(), 0, 'fields to sign in while nobody can');

    const late = await stage.visit('/welcome#wrong-token');
    await fill(late, admin);
    await late.getByRole('button', { name: 'Konto anlegen' }).click();
    await visible(late.getByText('wurde bereits verwendet oder ist abgelaufen'));

    const page = await stage.visit(`/welcome#${token}`);
    await page.getByRole('button', { name: 'Konto anlegen' }).click();
    await visible(page.getByText('Bitte füllen Sie dieses Feld aus.'));
    await page.getByLabel('Passwort', { exact: true }).fill('kurz');
    await visible(page.getByText('Noch 6 Zeichen nötig.'));
    await page.getByLabel('Passwort', { exact: true }).fill('Passwort2026');
    await visible(page.getByText('Lang genug, aber leicht zu erraten.'));
    await accessible(page);
    await fill(page, admin);
    await visible(page.getByText('Gut: schwer zu erraten.'));
    await page.getByRole('button', { name: 'Konto anlegen' }).click();
    await visible(page.getByRole('heading', { name: 'Mein Tag' }));
  },
};

async function fill(page, admin) {
  await page.getByLabel('Name, den andere sehen').fill(admin.displayName);
  await page.getByLabel('Benutzername').fill(admin.name);
  await page.getByLabel('Passwort', { exact: true }).fill(admin.password);
}
