import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BROWSER } from '../browser.mjs';
import { equal, gone, visible } from '../checks.mjs';

const row = (page, name) => page.getByRole('row').filter({ hasText: name });
const text = (name, content) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
const pick = (page, files) => page.locator('input[data-picks=files]').setInputFiles(files);
const content = async (api, parent, name) => {
  const { nodes } = await api.call('GET', `/nodes/${parent}/children`);
  const node = nodes.find((one) => one.name === name);
  if (!node) throw new Error(`${name} is not on the server`);
  return (await api.request.get(`${api.base}/api/v1/nodes/${node.id}/content`)).text();
};

export const flows = {
  'files are uploaded and keep their bytes': async (stage) => {
    const { page, api, folder } = await stage.inFolder('Hoch');
    await visible(page.getByRole('button', { name: 'Neu' }));
    await pick(page, [text('Größe & Maß.txt', 'Inhalt äöü'), text('leer.txt', '')]);
    await visible(page.getByRole('heading', { name: '2 Elemente hochgeladen' }));
    await visible(row(page, 'Größe & Maß.txt'));
    equal(await content(api, folder.id, 'Größe & Maß.txt'), 'Inhalt äöü', 'what the server has');
    equal(await content(api, folder.id, 'leer.txt'), '', 'what the server has of the empty file');
    await page.getByRole('button', { name: 'Liste schließen' }).click();
    await gone(page.getByRole('region', { name: 'Hochladen' }));
  },

  'a folder is uploaded with everything inside': async (stage) => {
    const { page, api, folder } = await stage.inFolder('Baum');
    const here = await mkdtemp(join(tmpdir(), 'tree-'));
    await mkdir(join(here, 'Akte', 'Anlagen'), { recursive: true });
    await writeFile(join(here, 'Akte', 'a.txt'), 'A');
    await writeFile(join(here, 'Akte', 'Anlagen', 'b.txt'), 'B');
    await visible(page.getByRole('button', { name: 'Neu' }));
    await page.locator('input[data-picks=folder]').setInputFiles(join(here, 'Akte'));
    await visible(page.getByRole('heading', { name: '2 Elemente hochgeladen' }));
    await page.getByRole('link', { name: 'Akte', exact: true }).click();
    await visible(row(page, 'a.txt'));
    await page.getByRole('link', { name: 'Anlagen' }).click();
    await visible(row(page, 'b.txt'));

    // Once more: folders merge, files ask.
    await page.goto(`${stage.base}/files/${folder.id}`);
    await visible(page.getByRole('link', { name: 'Akte', exact: true }));
    await page.locator('input[data-picks=folder]').setInputFiles(join(here, 'Akte'));
    await visible(page.getByRole('alertdialog'));
    await page.getByText('Auch für einen weiteren Konflikt').click();
    await page.getByRole('button', { name: /^Überspringen/ }).click();
    await gone(page.getByRole('alertdialog'));
    const { nodes } = await api.call('GET', `/nodes/${folder.id}/children`);
    equal(
      nodes.map((one) => one.name),
      ['Akte'],
      'folders after uploading twice',
    );
    await rm(here, { recursive: true });
  },

  'files are dropped anywhere on the page': async (stage) => {
    const { page } = await stage.inFolder('Ziehen');
    await visible(page.getByText('Dieser Ordner ist leer'));
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['gezogen'], 'gezogen.txt', { type: 'text/plain' }));
      return transfer;
    });
    await page.dispatchEvent('.folder', 'dragenter', { dataTransfer: data });
    await visible(page.getByText(/Loslassen, um in „Ziehen/));
    await page.dispatchEvent('.folder', 'drop', { dataTransfer: data });
    await visible(row(page, 'gezogen.txt'));
    await gone(page.getByText(/Loslassen, um in/));
  },

  'a name that is taken is asked about: keep both, replace, skip': async (stage) => {
    const { page, api, folder } = await stage.inFolder('Konflikt', (api, folder) =>
      api.file(folder.id, 'Plan.txt', 'alt'),
    );
    await visible(row(page, 'Plan.txt'));
    const answer = async (choice) => {
      await pick(page, [text('Plan.txt', `neu: ${choice}`)]);
      await visible(page.getByRole('alertdialog', { name: 'Dieser Name ist bereits vergeben' }));
      await page.getByRole('button', { name: new RegExp(`^${choice}`) }).click();
      await gone(page.getByRole('alertdialog'));
    };
    await answer('Überspringen');
    equal(await content(api, folder.id, 'Plan.txt'), 'alt', 'after skipping');
    await answer('Beide behalten');
    await visible(row(page, 'Plan (2).txt'));
    equal(await content(api, folder.id, 'Plan.txt'), 'alt', 'after keeping both');
    equal(await content(api, folder.id, 'Plan (2).txt'), 'neu: Beide behalten', 'the second');
    await answer('Ersetzen');
    await visible(page.getByRole('heading', { name: /hochgeladen$/ }));
    await page.waitForTimeout(300);
    equal(await content(api, folder.id, 'Plan.txt'), 'neu: Ersetzen', 'after replacing');
  },

  'an upload that fails says why and can be tried again': async (stage) => {
    const { page } = await stage.inFolder('Pech');
    await visible(page.getByRole('button', { name: 'Neu' }));
    const problem = {
      type: 'about:blank',
      status: 507,
      code: 'quota-exceeded',
      title: 'full',
      detail: 'full',
    };
    await page.route('**/children/**', (route) =>
      route.fulfill({ status: 507, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    );
    await pick(page, [text('zu viel.txt', 'x')]);
    await visible(page.getByText('Dieser Bereich ist voll.'));
    await page.unroute('**/children/**');
    await page.getByRole('button', { name: 'zu viel.txt erneut hochladen' }).click();
    await visible(row(page, 'zu viel.txt'));
  },

  'an upload is paused, waits out a broken line, survives a reload and goes on from where it was': async (
    stage,
  ) => {
    const { page, api, folder } = await stage.inFolder('Unterbrochen');
    await visible(page.getByRole('button', { name: 'Neu' }));
    const sent = [];
    page.on('request', (request) => {
      const piece = /\/uploads\/[0-9a-f]{32}\/(\d+)$/.exec(request.url());
      if (piece) sent.push(piece[1]);
    });
    const second = /\/uploads\/[0-9a-f]{32}\/8388608$/;
    await page.route(second, (route) => route.abort());
    const large = Buffer.alloc(9 << 20, 'Film');
    await pick(page, [{ name: 'Film.bin', mimeType: 'application/octet-stream', buffer: large }]);
    await visible(page.getByText('Verbindung unterbrochen, es geht von selbst weiter'));
    await page.getByRole('button', { name: 'Hochladen von Film.bin anhalten' }).click();
    await visible(page.getByRole('heading', { name: 'Hochladen ist angehalten' }));
    await page.getByRole('button', { name: 'Hochladen von Film.bin fortsetzen' }).click();
    await page.reload();
    await visible(page.getByText('Film.bin'));
    await page.unroute(second);
    await visible(page.getByRole('heading', { name: 'Ein Element hochgeladen' }));
    await visible(row(page, 'Film.bin'));
    equal(sent.filter((from) => from === '0').length, 1, 'how often the first piece was sent');
    const { nodes } = await api.call('GET', `/nodes/${folder.id}/children`);
    equal(
      nodes.map((one) => [one.name, one.size]),
      [['Film.bin', large.length]],
      'what the server has',
    );
    await page.reload();
    await visible(row(page, 'Film.bin'));
    await gone(page.getByRole('region', { name: 'Hochladen' }));
  },

  'a screenshot is pasted, and has a name with its date': async (stage) => {
    const { page } = await stage.inFolder('Ablage');
    await visible(page.getByText('Dieser Ordner ist leer'));
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(['picture'], 'image.png', { type: 'image/png' }));
      const pasted = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData });
      document.querySelector('.folder').dispatchEvent(pasted);
    });
    await visible(row(page, 'Bildschirmfoto'));
  },

  'an upload can be cancelled and leaves nothing': async (stage) => {
    const { page, api, folder } = await stage.inFolder('Abbruch');
    await visible(page.getByRole('button', { name: 'Neu' }));
    // Held up on the way, so that there is time to cancel.
    await page.route('**/children/**', () => {});
    await pick(page, [text('doch nicht.txt', 'x')]);
    await page.getByRole('button', { name: 'Hochladen von doch nicht.txt abbrechen' }).click();
    await visible(page.getByText('Abgebrochen'));
    const { nodes } = await api.call('GET', `/nodes/${folder.id}/children`);
    equal(nodes, [], 'what the server has');
  },
};

// WebDriver BiDi knows no way to pick a folder.
if (BROWSER === 'firefox') delete flows['a folder is uploaded with everything inside'];
