import { equal, gone, visible } from '../checks.mjs';

const row = (page, name) => page.getByRole('row').filter({ hasText: name });

export const flows = {
  'a team space is made, its members work in it by their role': async (stage) => {
    const name = `Bauamt ${stage.run}`;
    const colleague = {
      name: `kollege-${stage.run}`,
      password: 'runder Kiesel rollt 5',
      displayName: 'Ömer Yıldız',
    };
    const { page, api } = await stage.signedIn('/settings/spaces');
    await api.call('POST', '/people', { data: { ...colleague, administrator: false } });

    await page.getByRole('button', { name: 'Neuer Teambereich' }).click();
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Größenbegrenzung in GB').fill('viel');
    await page.getByRole('button', { name: 'Anlegen' }).click();
    await visible(page.getByText('Bitte geben Sie eine Zahl größer als 0 ein.'));
    await page.getByLabel('Größenbegrenzung in GB').fill('1,5');
    await page.getByRole('button', { name: 'Anlegen' }).click();

    const members = page.getByRole('dialog', { name: `Mitglieder von „${name}“` });
    await visible(members);
    await members.getByLabel('Benutzername').fill(`niemand-${stage.run}`);
    await members.getByRole('button', { name: 'Mitglied hinzufügen' }).click();
    await visible(members.getByText('Es gibt niemanden mit diesem Benutzernamen.'));
    await members.getByLabel('Benutzername').fill(colleague.name);
    await members.getByRole('button', { name: 'Mitglied hinzufügen' }).click();
    await visible(members.getByText('Ömer Yıldız'));
    await members.getByRole('button', { name: /Rolle von Ömer/ }).click();
    await page.getByRole('option', { name: 'Darf ansehen' }).click();
    await visible(members.getByRole('button', { name: /Darf ansehen Rolle von|Rolle von Ömer.*/ }));
    await members.getByRole('button', { name: 'Fertig' }).click();
    await gone(members);

    await page.getByRole('link', { name: 'Dateien', exact: true }).click();
    await page.getByRole('link', { name }).click();
    await visible(page.getByRole('heading', { name }));
    await page
      .locator('input[data-picks=files]')
      .setInputFiles([{ name: 'Satzung.txt', mimeType: 'text/plain', buffer: Buffer.from('§ 1') }]);
    await visible(row(page, 'Satzung.txt'));

    const theirs = await stage.signedIn('/', { person: colleague });
    await theirs.page.getByRole('link', { name }).click();
    await visible(row(theirs.page, 'Satzung.txt'));
    equal(
      await theirs.page.getByRole('button', { name: 'Neu', exact: true }).count(),
      0,
      '"Neu" for a viewer',
    );
    equal(await theirs.page.getByRole('link', { name: 'Papierkorb' }).count(), 0, 'the trash for a viewer');
    await theirs.page.getByRole('button', { name: 'Aktionen für Satzung.txt' }).click();
    await visible(theirs.page.getByRole('menuitem', { name: 'Herunterladen' }));
    equal(await theirs.page.getByRole('menuitem', { name: 'Löschen' }).count(), 0, '"Löschen" for a viewer');
  },
};
