import { Api } from '../api.mjs';
import { equal, gone, pasted, visible } from '../checks.mjs';

export const flows = {
  'the language changes at once and stays': async (stage) => {
    const { page, api } = await stage.signedIn('/settings');
    await visible(page.getByRole('heading', { name: 'Einstellungen' }));
    await page.getByRole('button', { name: /Sprache/ }).click();
    await page.getByRole('option', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Speichern' }).click();
    await visible(page.getByRole('heading', { name: 'Settings', exact: true }));
    equal(await page.evaluate(() => document.documentElement.lang), 'en', 'lang');
    await page.reload();
    await visible(page.getByRole('heading', { name: 'Settings', exact: true }));
    await api.call('PATCH', '/me', { data: { language: null } });
    await page.reload();
    await visible(page.getByRole('heading', { name: 'Einstellungen' }));
  },

  'name and e-mail are kept, and mistakes are said': async (stage) => {
    const { page } = await stage.signedIn('/settings');
    const before = await page.getByLabel('Name, den andere sehen').inputValue();
    await page.getByLabel('E-Mail').fill('keine adresse');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await visible(page.getByText('Bitte geben Sie eine gültige E-Mail-Adresse ein.'));
    await page.getByLabel('E-Mail').fill('maria@rathaus.example');
    await page.getByLabel('Name, den andere sehen').fill('Maria von der Heide');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await visible(page.getByText('Gespeichert.'));
    await page.reload();
    equal(await page.getByLabel('E-Mail').inputValue(), 'maria@rathaus.example', 'e-mail');
    await visible(page.getByRole('button', { name: 'Konto von Maria von der Heide' }));
    await page.getByLabel('Name, den andere sehen').fill(before);
    await page.getByRole('button', { name: 'Speichern' }).click();
    await visible(page.getByRole('button', { name: `Konto von ${before}` }));
  },

  'the appearance changes at once and stays': async (stage) => {
    const { page } = await stage.signedIn('/settings');
    const look = () =>
      page.evaluate(() => {
        const { scheme, contrast } = document.documentElement.dataset;
        return { scheme, contrast };
      });
    await page.getByText('Dunkel').click();
    equal(await look(), { scheme: 'dark', contrast: 'normal' }, 'dark');
    await page.reload();
    await visible(page.getByText('Dunkel'));
    equal(await look(), { scheme: 'dark', contrast: 'normal' }, 'dark after loading again');
    await page.getByText('Hoher Kontrast').click();
    equal(await look(), { scheme: 'light', contrast: 'more' }, 'high contrast');
  },

  'the password is changed only with the current one': async (stage) => {
    const person = await someone(stage, 'passwort');
    const { page } = await stage.signedIn('/settings/password', { person });
    await page.getByLabel('Aktuelles Passwort').fill('ganz bestimmt falsch');
    await page.getByLabel('Neues Passwort').fill('grüne Wolke schläft 9');
    await page.getByRole('button', { name: 'Passwort ändern' }).click();
    await visible(page.getByText('Das aktuelle Passwort stimmt nicht.'));
    await page.getByLabel('Aktuelles Passwort').fill(person.password);
    await page.getByRole('button', { name: 'Passwort ändern' }).click();
    await visible(page.getByText('Ihr Passwort wurde geändert.'));
    const fresh = await stage.browser.newContext();
    await Api.signIn(fresh.request, stage.base, { ...person, password: 'grüne Wolke schläft 9' });
    await fresh.close();
  },

  'an app password is shown once, works, and is revoked': async (stage) => {
    const { page } = await stage.signedIn('/settings/devices');
    const label = `Laptop ${stage.run}`;
    await page.getByRole('button', { name: 'Neues App-Passwort' }).click();
    await page.getByLabel('Wofür ist es?').fill(label);
    await page.getByRole('button', { name: 'Anlegen' }).click();
    const shown = page.getByRole('alertdialog', { name: `App-Passwort für „${label}“` });
    const secret = (await shown.locator('code').textContent()) ?? '';
    if (secret.length < 12) throw new Error(`the secret has ${secret.length} characters`);
    await shown.getByRole('button', { name: 'Kopieren' }).click();
    await visible(shown.getByText('Kopiert'));
    await shown.getByRole('button', { name: 'Fertig' }).click();
    await gone(shown);
    equal(await page.getByText(secret).count(), 0, 'the secret after closing');
    equal(await pasted(page), secret, 'what was copied');
    await visible(page.getByText(label));
    await page.getByRole('button', { name: `„${label}“ widerrufen` }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Widerrufen' }).click();
    await gone(page.getByRole('button', { name: `„${label}“ widerrufen` }));
  },

  'the addresses for other programs name this server and this person': async (stage) => {
    const { page } = await stage.signedIn('/settings/devices');
    const { host, protocol } = new URL(stage.base);
    const scheme = protocol === 'https:' ? 'davs' : 'dav';
    await visible(
      page.getByText(`${scheme}://${host}/remote.php/dav/files/${stage.admin.name}/`, { exact: true }),
    );
    await visible(page.getByText(/^rclone config create allmende webdav/));
  },

  'people are added by administrators, and nobody else sees the page': async (stage) => {
    const { page } = await stage.signedIn('/settings/people');
    const name = `anna-${stage.run}`;
    await page.getByRole('button', { name: 'Person hinzufügen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Person hinzufügen' });
    await dialog.getByLabel('Name, den andere sehen').fill('Anna Ährenfeld');
    await dialog.getByLabel('Benutzername').fill('mit leerzeichen geht nicht');
    await dialog.getByLabel('Anfangspasswort').fill('rote Laterne singt 4');
    await dialog.getByRole('button', { name: 'Person hinzufügen' }).click();
    await visible(dialog.getByText('Bitte nur Buchstaben, Ziffern, Punkte und Bindestriche verwenden.'));
    await dialog.getByLabel('Benutzername').fill(stage.admin.name);
    await dialog.getByRole('button', { name: 'Person hinzufügen' }).click();
    await visible(dialog.getByText('Es gibt bereits eine Person mit diesem Benutzernamen.'));
    await dialog.getByLabel('Benutzername').fill(name);
    await dialog.getByRole('button', { name: 'Person hinzufügen' }).click();
    await gone(dialog);
    await visible(page.getByText(name));

    const other = await stage.signedIn('/settings', { person: { name, password: 'rote Laterne singt 4' } });
    await visible(other.page.getByRole('heading', { name: 'Einstellungen' }));
    equal(await other.page.getByRole('link', { name: 'Personen' }).count(), 0, 'the link for a plain person');
  },
};

async function someone(stage, prefix) {
  const person = {
    name: `${prefix}-${stage.run}`,
    password: 'alte Scheune knarrt 3',
    displayName: 'Jörg Übel',
  };
  const { api } = await stage.signedIn('/settings');
  await api.call('POST', '/people', { data: { ...person, administrator: false } });
  return person;
}
