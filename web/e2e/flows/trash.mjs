import { equal, gone, visible } from '../checks.mjs';

const row = (page, name) => page.getByRole('row').filter({ hasText: name });
const fill = async (api, folder) => {
  for (const name of ['eins.txt', 'zwei.txt', 'drei.txt']) await api.file(folder.id, name);
};

async function toTrash(page, ...names) {
  for (const name of names) await row(page, name).locator('.checkbox').click();
  await page.getByRole('button', { name: 'Löschen' }).click();
  await gone(row(page, names[0]));
}

export const flows = {
  'deleting has an undo': async (stage) => {
    const { page } = await stage.inFolder('Zurück', fill);
    await toTrash(page, 'eins.txt', 'zwei.txt');
    await visible(page.getByText('2 Elemente liegen jetzt im Papierkorb.'));
    await visible(row(page, 'drei.txt'));
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await visible(row(page, 'eins.txt'));
    await visible(row(page, 'zwei.txt'));
    await visible(page.getByText('2 Elemente wurden wiederhergestellt.'));
  },

  'the trash says where things were, restores them and deletes them for good': async (stage) => {
    const names = ['a', 'b', 'c'].map((one) => `Müll ${one} ${stage.run}.txt`);
    const { page, folder } = await stage.inFolder('Eimer', async (api, folder) => {
      for (const name of names) await api.file(folder.id, name);
    });
    await toTrash(page, ...names);
    await page.getByRole('link', { name: 'Papierkorb' }).click();
    await visible(page.getByRole('heading', { name: 'Papierkorb' }));
    await visible(row(page, names[0]).getByTitle(`Eimer ${stage.run}`));

    await row(page, names[0])
      .getByRole('button', { name: /^Aktionen/ })
      .click();
    await page.getByRole('menuitem', { name: 'Wiederherstellen' }).click();
    await gone(row(page, names[0]));

    await row(page, names[1]).locator('.checkbox').click();
    await page.getByRole('button', { name: 'Endgültig löschen' }).click();
    const question = page.getByRole('alertdialog', { name: 'Endgültig löschen?' });
    await visible(question);
    await question.getByRole('button', { name: 'Abbrechen' }).click();
    await visible(row(page, names[1]));
    await page.getByRole('button', { name: 'Endgültig löschen' }).click();
    await question.getByRole('button', { name: 'Endgültig löschen' }).click();
    await gone(row(page, names[1]));
    await visible(row(page, names[2]));

    await page.goto(`${stage.base}/files/${folder.id}`);
    await visible(row(page, names[0]));
    equal(await row(page, names[1]).count(), 0, 'what was deleted for good');
  },

  'the trash is emptied after a question': async (stage) => {
    const { page } = await stage.inFolder('Leeren', fill);
    await toTrash(page, 'eins.txt');
    await page.getByRole('link', { name: 'Papierkorb' }).click();
    await page.getByRole('button', { name: 'Papierkorb leeren' }).click();
    const question = page.getByRole('alertdialog', { name: 'Papierkorb leeren?' });
    await question.getByRole('button', { name: 'Papierkorb leeren' }).click();
    await visible(page.getByText('Der Papierkorb ist leer'));
  },
};
