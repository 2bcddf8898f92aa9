import { accessible, equal, gone, visible } from '../checks.mjs';

const row = (page, name) => page.getByRole('row').filter({ hasText: name });
const dialog = (page) => page.getByRole('dialog');

async function share(page, name) {
  await row(page, name)
    .getByRole('button', { name: `Aktionen für ${name}` })
    .click();
  await page.getByRole('menuitem', { name: 'Teilen' }).click();
  await visible(page.getByRole('heading', { name: `„${name}“ teilen` }));
}

/** Where the newest link of the open dialog leads. */
async function address(page) {
  await visible(dialog(page).locator('.copyable-text').last());
  return new URL(await dialog(page).locator('.copyable-text').last().textContent()).pathname;
}

async function choose(page, name, text) {
  await page.locator('input[data-picks=files]').setInputFiles({
    name,
    mimeType: 'text/plain',
    buffer: Buffer.from(text),
  });
}

export const flows = {
  'a link to a folder lets a stranger look around and download, and no more': async (stage) => {
    const { page } = await stage.inFolder('Weitergabe', async (api, folder) => {
      const plans = await api.folder(folder.id, 'Pläne');
      await api.file(plans.id, 'Grundriss.txt', 'ground');
      const inner = await api.folder(plans.id, 'Innen');
      await api.file(inner.id, 'Küche.txt', 'kitchen');
      await api.file(folder.id, 'Geheim.txt', 'secret');
    });
    await share(page, 'Pläne');
    await page.getByRole('button', { name: 'Link erstellen' }).click();
    const link = await address(page);
    await page.getByRole('button', { name: 'Schließen', exact: true }).last().click();
    await visible(row(page, 'Pläne').getByRole('img', { name: 'Geteilt' }));

    const stranger = await stage.visit(link);
    await visible(stranger.getByRole('heading', { name: 'Pläne' }));
    await visible(stranger.getByText(`${stage.admin.displayName} teilt diesen Ordner mit Ihnen.`));
    await visible(stranger.getByText('Grundriss.txt'));
    await gone(stranger.getByText('Geheim.txt'));
    await gone(stranger.getByRole('button', { name: 'Dateien hochladen' }));
    await stranger.getByRole('link', { name: 'Innen', exact: true }).click();
    await visible(stranger.getByText('Küche.txt'));
    await stranger.goBack();
    const saved = stranger.waitForEvent('download');
    await stranger.getByRole('link', { name: 'Grundriss.txt herunterladen' }).click();
    equal((await saved).suggestedFilename(), 'Grundriss.txt', 'what is saved');
    const zipped = stranger.waitForEvent('download');
    await stranger.getByRole('link', { name: 'Alles herunterladen' }).click();
    equal((await zipped).suggestedFilename(), 'Pläne.zip', 'the archive');
  },

  'a link asks for its password, and ends when it is taken back': async (stage) => {
    const { page } = await stage.inFolder('Schutz', (api, folder) =>
      api.file(folder.id, 'Vertrag.txt', 'contract'),
    );
    await share(page, 'Vertrag.txt');
    await page.getByRole('button', { name: 'Link erstellen' }).click();
    const link = await address(page);
    await page.getByRole('button', { name: 'Einstellungen von „Ansehen“' }).click();
    await page.getByText('Nach einem Passwort fragen').click();
    await page.getByLabel('Passwort', { exact: true }).fill('kurz');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await visible(page.getByText('Ein Passwort braucht mindestens 10 Zeichen.'));
    await page.getByLabel('Passwort', { exact: true }).fill('korrektes Pferd');
    await page.getByLabel('Nachricht an alle').fill('Bitte bis Freitag prüfen');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await visible(page.getByText('Mit Passwort'));

    const stranger = await stage.visit(link);
    await visible(stranger.getByRole('heading', { name: 'Dieser Link ist geschützt' }));
    await gone(stranger.getByText('Vertrag.txt'));
    await stranger.getByLabel('Passwort', { exact: true }).fill('korrektes Pferd');
    await stranger.getByRole('button', { name: 'Öffnen' }).click();
    await visible(stranger.getByRole('heading', { name: 'Vertrag.txt' }));
    await visible(stranger.getByText('Bitte bis Freitag prüfen'));
    await stranger.getByRole('link', { name: 'Öffnen' }).click();
    await visible(stranger.getByRole('dialog').getByText('contract'));
    await stranger.reload();
    await visible(stranger.getByRole('dialog').getByText('contract'));
    await stranger.keyboard.press('Escape');
    await gone(stranger.getByRole('dialog'));
    await visible(stranger.getByRole('heading', { name: 'Vertrag.txt' }));

    await page.getByRole('button', { name: '„Ansehen“ löschen' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Löschen' }).click();
    await gone(page.getByText('Mit Passwort'));
    const late = await stage.visit('/login');
    const answer = await late.request.get(`${stage.base}/api/v1/links/${link.slice(3)}`);
    equal(answer.status(), 404, 'the link after it was taken back');
  },

  'strangers drop files without seeing or replacing anything': async (stage) => {
    const { page, api, folder } = await stage.inFolder('Abgabe', async (api, folder) => {
      const box = await api.folder(folder.id, 'Briefkasten');
      await api.file(box.id, 'Antrag.txt', 'first');
    });
    await share(page, 'Briefkasten');
    await page.getByText('Nur hochladen', { exact: true }).click();
    await page.getByRole('button', { name: 'Link erstellen' }).click();
    const link = await address(page);

    const stranger = await stage.visit(link);
    await visible(stranger.getByRole('heading', { name: 'Briefkasten' }));
    await gone(stranger.getByText('Antrag.txt'));
    await choose(stranger, 'Antrag.txt', 'second');
    await visible(stranger.getByText('Hochgeladen'));

    await page.goto(`${stage.base}/files/${folder.id}`);
    await page.getByRole('link', { name: 'Briefkasten' }).click();
    await visible(row(page, 'Antrag.txt'));
    await visible(row(page, 'Antrag (2).txt'));
    equal(typeof api, 'object', 'the API');
  },

  'who may edit adds files by the link': async (stage) => {
    const { page, folder } = await stage.inFolder('Zusammen', (api, folder) =>
      api.folder(folder.id, 'Gemeinsam'),
    );
    await share(page, 'Gemeinsam');
    await page.getByText('Bearbeiten', { exact: true }).click();
    await page.getByRole('button', { name: 'Link erstellen' }).click();
    const stranger = await stage.visit(await address(page));
    await visible(stranger.getByText('Hier liegt noch nichts.'));
    await choose(stranger, 'Beitrag.txt', 'mine');
    await visible(stranger.getByText('Hochgeladen'));
    await visible(stranger.getByRole('link', { name: 'Beitrag.txt herunterladen' }));
    await page.goto(`${stage.base}/files/${folder.id}`);
    await page.getByRole('link', { name: 'Gemeinsam' }).click();
    await visible(row(page, 'Beitrag.txt'));
  },

  'what one shares stands in one list': async (stage) => {
    const { page } = await stage.inFolder('Liste', (api, folder) =>
      api.file(folder.id, `Liste ${stage.run}.txt`),
    );
    const name = `Liste ${stage.run}.txt`;
    await share(page, name);
    await page.getByRole('button', { name: 'Link erstellen' }).click();
    await address(page);
    await page.getByRole('button', { name: 'Schließen', exact: true }).last().click();
    await page.getByRole('link', { name: 'Von mir geteilt' }).click();
    await visible(page.getByRole('heading', { name: 'Von mir geteilt' }));
    await visible(page.getByRole('link', { name }));
    await page.getByRole('button', { name: `Teilen: ${name}` }).click();
    await page.getByRole('button', { name: '„Ansehen“ löschen' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Löschen' }).click();
    await gone(page.getByRole('link', { name }));
  },

  'a colleague works in what is shared with them, and leaves it': async (stage) => {
    const { page, folder } = await stage.inFolder('Kollegen', async (api, folder) => {
      const plans = await api.folder(folder.id, `Bauplan ${stage.run}`);
      await api.file(plans.id, 'Grundriss.txt', 'ground');
      const data = { name: `berta-${stage.run}`, displayName: `Berta Bau${stage.run}`, administrator: false };
      await api.call('POST', '/people', { data: { ...data, password: 'grüne Tomate rollt 3' } });
    });
    const name = `Bauplan ${stage.run}`;
    await share(page, name);
    await page.getByRole('combobox', { name: 'Mit wem möchten Sie teilen?' }).fill(`Bau${stage.run}`);
    await page.getByRole('option', { name: `Berta Bau${stage.run}` }).click();
    await dialog(page).getByText('Hinzufügen', { exact: true }).first().click();
    await page.getByLabel('Nachricht').fill('Bitte ergänzen');
    await page.getByRole('button', { name: 'Teilen', exact: true }).click();
    await visible(page.getByRole('button', { name: `Nicht mehr teilen: Berta Bau${stage.run}` }));

    const person = { name: `berta-${stage.run}`, password: 'grüne Tomate rollt 3' };
    const berta = await stage.signedIn('/', { person });
    const given = berta.page.getByRole('list', { name: 'Mit mir geteilt' });
    await visible(given.getByText(`Von ${stage.admin.displayName}`));
    await accessible(berta.page);
    await given.getByRole('link', { name }).click();
    await visible(berta.page.getByText('Grundriss.txt'));
    await choose(berta.page, 'Beitrag.txt', 'mine');
    await visible(row(berta.page, 'Beitrag.txt'));
    await berta.page
      .getByRole('navigation', { name: 'Wo Sie sind' })
      .getByRole('link', { name: 'Mit mir geteilt' })
      .click();
    await visible(berta.page.getByText(`Von ${stage.admin.displayName}`));
    await visible(berta.page.getByText('Bitte ergänzen'));
    await berta.page.getByRole('button', { name: `Verlassen: ${name}` }).click();
    await berta.page.getByRole('alertdialog').getByRole('button', { name: 'Verlassen' }).click();
    await visible(berta.page.getByText('Mit Ihnen ist nichts geteilt'));

    await page.goto(`${stage.base}/files/${folder.id}`);
    await page.getByRole('link', { name, exact: true }).click();
    await visible(row(page, 'Beitrag.txt'));
  },

  'a link that leads nowhere says so on a page of its own': async (stage) => {
    const page = await stage.visit(null);
    await page.goto(`${stage.base}/s/0123456789012345678901`).catch(() => {});
    await visible(page.getByRole('heading', { name: 'Dieser Link führt nirgendwohin' }));
  },
};
