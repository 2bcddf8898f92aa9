import { equal, gone, visible } from '../checks.mjs';

async function signIn(page, { name, password }) {
  await page.getByLabel('Benutzername').fill(name);
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Anmelden' }).click();
}

export const flows = {
  'signing in leads back to where one wanted to go': async (stage) => {
    const page = await stage.visit('/settings/devices');
    await visible(page.getByRole('heading', { name: 'Anmelden' }));
    await signIn(page, stage.admin);
    await visible(page.getByRole('heading', { name: 'Geräte & Apps' }));
    equal(new URL(page.url()).pathname, '/settings/devices', 'address');
  },

  'signing in never leads to another site': async (stage) => {
    const page = await stage.visit(`/login?next=${encodeURIComponent('//evil.example/')}`);
    await signIn(page, stage.admin);
    await visible(page.getByRole('heading', { name: 'Mein Tag' }));
    equal(new URL(page.url()).origin, new URL(stage.base).origin, 'origin');
  },

  'the password can be looked at': async (stage) => {
    const page = await stage.visit('/login');
    const field = page.getByLabel('Passwort', { exact: true });
    equal(await field.getAttribute('type'), 'password', 'type');
    await page.getByRole('button', { name: 'Passwort anzeigen' }).click();
    equal(await field.getAttribute('type'), 'text', 'type after showing');
  },

  'signing out leaves nothing behind': async (stage) => {
    const { page } = await stage.signedIn('/');
    await visible(page.getByRole('heading', { name: 'Mein Tag' }));
    await page.getByRole('button', { name: /^Konto von/ }).click();
    await page.getByRole('menuitem', { name: 'Abmelden' }).click();
    await visible(page.getByRole('heading', { name: 'Anmelden' }));
    await page.goBack();
    await visible(page.getByRole('heading', { name: 'Anmelden' }));
  },

  'a session that ended elsewhere asks to sign in again and returns': async (stage) => {
    const { page, folder } = await stage.inFolder('Sitzung');
    await visible(page.getByRole('heading', { name: `Sitzung ${stage.run}` }));
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Neu' }).click();
    await page.getByRole('menuitem', { name: 'Neuer Ordner' }).click();
    await page.getByLabel('Name des Ordners').fill('zu spät');
    await page.keyboard.press('Enter');
    await visible(page.getByRole('heading', { name: 'Anmelden' }));
    await signIn(page, stage.admin);
    await visible(page.getByRole('heading', { name: `Sitzung ${stage.run}` }));
    equal(new URL(page.url()).pathname, `/files/${folder.id}`, 'address');
  },

  'a wrong password is said, and too many of them make one wait': async (stage) => {
    const page = await stage.visit('/login');
    // Somebody who does not exist, so that nobody real is locked out.
    const stranger = { name: `fremd-${stage.run}`, password: 'stimmt bestimmt nicht' };
    await signIn(page, stranger);
    await visible(page.getByText('Benutzername oder Passwort stimmt nicht.'));
    const wait = page.getByText(/Zu viele Versuche. Bitte warten Sie noch/);
    for (let n = 0; n < 60 && !(await wait.isVisible()); n++) {
      await page.getByRole('button', { name: 'Anmelden' }).click();
      await page.waitForTimeout(150);
    }
    await visible(wait);
    equal(await page.getByRole('button', { name: 'Anmelden' }).isDisabled(), true, 'the button is disabled');
    await gone(page.getByText('Benutzername oder Passwort stimmt nicht.'));
  },
};
