import { accessible, equal, gone, visible } from '../checks.mjs';

const item = (page, name) => page.getByRole('listitem').filter({ hasText: name });

export const flows = {
  'a group is made, filled, renamed, let into a team space, and deleted': async (stage) => {
    const name = `Jugendamt ${stage.run}`;
    const colleague = {
      name: `gruppe-${stage.run}`,
      password: 'runder Kiesel rollt 5',
      displayName: 'Jörg Übelacker',
    };
    const { page, api } = await stage.signedIn('/settings/groups');
    await api.call('POST', '/people', { data: { ...colleague, administrator: false } });
    const space = await api.call('POST', '/spaces', { data: { name: `Hort ${stage.run}`, quota: null } });

    await page.getByRole('button', { name: 'Neue Gruppe' }).click();
    await page.getByRole('button', { name: 'Anlegen' }).click();
    await visible(page.getByText('Bitte füllen Sie dieses Feld aus.'));
    await page.getByLabel('Name der Gruppe').fill(name);
    await page.getByRole('button', { name: 'Anlegen' }).click();

    const members = page.getByRole('dialog', { name: `Mitglieder von „${name}“` });
    await visible(members.getByText('Zu dieser Gruppe gehört noch niemand.'));
    await members.getByLabel('Benutzername').fill(`niemand-${stage.run}`);
    await members.getByRole('button', { name: 'Mitglied hinzufügen' }).click();
    await visible(members.getByText('Es gibt niemanden mit diesem Benutzernamen.'));
    await members.getByLabel('Benutzername').fill(colleague.name);
    await members.getByRole('button', { name: 'Mitglied hinzufügen' }).click();
    await visible(members.getByText('Jörg Übelacker'));
    await members.getByRole('button', { name: 'Fertig' }).click();
    await gone(members);

    await page.getByRole('button', { name: 'Neue Gruppe' }).click();
    await page.getByLabel('Name der Gruppe').fill(name.toUpperCase());
    await page.getByRole('button', { name: 'Anlegen' }).click();
    await visible(page.getByText('Es gibt bereits eine Gruppe mit diesem Namen.'));
    await page.getByRole('button', { name: 'Abbrechen' }).click();

    const renamed = `Kinder & Jugend ${stage.run}`;
    await page.getByRole('button', { name: `„${name}“ umbenennen` }).click();
    await page.getByLabel('Name der Gruppe').fill(renamed);
    await page.getByRole('button', { name: 'Speichern' }).click();
    await visible(item(page, renamed));
    equal(await item(page, name).count(), 0, 'under the old name');
    // Afresh: what was announced of a button at work stays in the page for some seconds.
    await page.reload();
    await visible(item(page, renamed));
    await accessible(page);
    await page.getByRole('button', { name: `Mitglieder von ${renamed} verwalten` }).click();
    await visible(page.getByRole('dialog').getByText('Jörg Übelacker'));
    await accessible(page);

    await page.goto(`${stage.base}/settings/spaces`);
    await page.getByRole('button', { name: `Mitglieder von ${space.name} verwalten` }).click();
    const inSpace = page.getByRole('dialog');
    await inSpace.getByLabel('Name der Gruppe').fill(`Keine ${stage.run}`);
    await inSpace.getByRole('button', { name: 'Gruppe hinzufügen' }).click();
    await visible(inSpace.getByText('Es gibt keine Gruppe mit diesem Namen.'));
    await inSpace.getByLabel('Name der Gruppe').fill(renamed.toLowerCase());
    await inSpace.getByRole('button', { name: 'Gruppe hinzufügen' }).click();
    await visible(item(inSpace, renamed));
    await page.reload();
    await page.getByRole('button', { name: `Mitglieder von ${space.name} verwalten` }).click();
    await visible(item(inSpace, renamed));
    await accessible(page);
    await inSpace.getByRole('button', { name: 'Fertig' }).click();

    await page.goto(`${stage.base}/settings/groups`);
    await page.getByRole('button', { name: `Gruppe „${renamed}“ löschen` }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Gruppe löschen' }).click();
    await visible(page.getByText(`Die Gruppe „${renamed}“ wurde gelöscht.`));
    await gone(item(page, renamed).filter({ has: page.getByRole('button', { name: /umbenennen/ }) }));
  },

  'how much a person and a team space may hold is set in gigabytes': async (stage) => {
    const { page, api } = await stage.signedIn('/settings/people');
    await page.getByRole('button', { name: `Größenbegrenzung von ${stage.admin.displayName}` }).click();
    const limit = page.getByLabel('Größenbegrenzung in GB');
    equal(await limit.inputValue(), '', 'no limit at first');
    await limit.fill('viel');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await visible(page.getByText('Bitte geben Sie eine Zahl größer als 0 ein.'));
    await limit.fill('2,5');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await visible(page.getByText('Die Größenbegrenzung wurde geändert.'));
    const mine = (await api.call('GET', '/spaces')).find((one) => one.kind === 'personal');
    equal(mine.quota, 2.5 * 1024 ** 3, 'the quota');
    await page.getByRole('button', { name: `Größenbegrenzung von ${stage.admin.displayName}` }).click();
    equal(await limit.inputValue(), '2,5', 'what it is now');
    await limit.fill('');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await gone(page.getByRole('dialog'));

    const space = await api.call('POST', '/spaces', {
      data: { name: `Lager ${stage.run}`, quota: 1024 ** 3 },
    });
    await page.goto(`${stage.base}/settings/spaces`);
    await page.getByRole('button', { name: `Größenbegrenzung von ${space.name}` }).click();
    equal(await limit.inputValue(), '1', 'the limit of the space');
    await limit.fill('3');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await visible(item(page, space.name).getByText(/von 3 GB belegt/));
  },
};
