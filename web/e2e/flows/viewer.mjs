import { accessible, equal, gone, visible } from '../checks.mjs';

const viewer = (page) => page.getByRole('dialog');
const shows = (page, name) => visible(viewer(page).getByRole('heading', { name }));

/** Two pages with a word on each, as small as PDF can be (ISO 32000-1 §7.5). */
function pdf() {
  const text = (word) => `BT /F1 40 Tf 60 700 Td (${word}) Tj ET`;
  const stream = (content) => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] /Resources << /Font << /F1 7 0 R >> >> >>',
    '<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>',
    '<< /Type /Page /Parent 2 0 R /Contents 6 0 R >>',
    stream(text('Haushalt')),
    stream(text('Anlage')),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.7\n';
  const places = objects.map((object, n) => {
    const place = file.length;
    file += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const from = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}`;
  return Buffer.from(
    `${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${from}\n%%EOF\n`,
  );
}

const RUNS_NOWHERE =
  'what somebody has uploaded runs nowhere: not as a page, a drawing, a script, or under a false name';
const EVIL = 'document.title = "ran"; parent.document.title = "ran"';

export const flows = {
  'files open in the page: a PDF is read and searched, the arrow keys lead on, and back to the row': async (
    stage,
  ) => {
    const { picture } = await import('../../fake/picture.mjs');
    const { page, folder } = await stage.inFolder('Ansicht', async (api, folder) => {
      await api.file(folder.id, '1 Bericht.pdf', pdf());
      await api.file(folder.id, '2 Lies mich.md', `# Willkommen\n\n<script>${EVIL}</script> **fett**`);
      await api.file(folder.id, '3 Main.java', 'class Main { /* Größe */ }');
      await api.file(folder.id, '4 Protokoll.txt', `Anfang\n${'x'.repeat(99)}\n`.repeat(15_000));
      await api.file(folder.id, '5 Bild.png', picture(200));
      await api.file(folder.id, '6 Archiv.zip', 'PK');
    });
    await page.getByRole('button', { name: '1 Bericht.pdf', exact: true }).click();
    await shows(page, '1 Bericht.pdf');
    await visible(page.locator('.textLayer').getByText('Haushalt'));
    await visible(page.getByText('1 von 6'));
    const number = page.getByRole('textbox', { name: 'Seite' });
    await page.getByRole('searchbox', { name: 'Im Dokument suchen' }).fill('anlage');
    await visible(page.getByText('1 von 1'));
    await page.waitForFunction(() => document.querySelector('.pdf-page input')?.value === '2');
    equal(await number.inputValue(), '2', 'the page of what was found');
    await accessible(page);
    // The address is enough to see the same again.
    await page.reload();
    await visible(page.locator('.textLayer').getByText('Haushalt'));
    equal((await page.title()).startsWith('1 Bericht.pdf'), true, 'the title names the file');

    await page.keyboard.press('ArrowRight');
    await visible(viewer(page).getByRole('heading', { name: 'Willkommen' }));
    await visible(viewer(page).getByText(`<script>${EVIL}</script>`));
    await page.keyboard.press('ArrowRight');
    await visible(page.locator('.hljs-keyword').getByText('class'));
    await page.keyboard.press('ArrowRight');
    await visible(page.getByText('Gezeigt werden die ersten 1 MB von'));
    await page.keyboard.press('ArrowRight');
    await visible(page.getByRole('img', { name: '5 Bild.png' }));
    await page.waitForFunction(() => document.querySelector('.viewer img')?.naturalWidth > 0);
    await page.keyboard.press('ArrowRight');
    await visible(viewer(page).getByText('Für Dateien dieser Art gibt es hier keine Ansicht.'));
    await page.keyboard.press('ArrowLeft');
    await shows(page, '5 Bild.png');
    await page.keyboard.press('Escape');
    await gone(viewer(page));
    equal(new URL(page.url()).pathname, `/files/${folder.id}`, 'where one is again');
    equal(new URL(page.url()).search, '', 'what is open');
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('5 Bild.png'));
    await visible(page.getByText('1 ausgewählt'));
  },

  'what somebody has uploaded runs nowhere: not as a page, a drawing, a script, or under a false name':
    async (stage) => {
      const html = `<title>seen</title><script>${EVIL}</script>`;
      const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>${EVIL}</script><rect width="9" height="9"/></svg>`;
      const files = {};
      const { page, api } = await stage.inFolder('Böses', async (api, folder) => {
        for (const [name, content] of Object.entries({
          'a.html': html,
          'b.svg': svg,
          'c.pdf': html,
          'd.js': EVIL,
          'e.txt': html,
        })) {
          files[name] = (await api.file(folder.id, name, content)).id;
        }
      });
      const content = (name) => `/api/v1/nodes/${files[name]}/content`;
      for (const name of Object.keys(files)) {
        for (const query of ['', '?inline=1']) {
          const answer = await api.request.get(api.base + content(name) + query);
          const headers = answer.headers();
          equal(headers['x-content-type-options'], 'nosniff', `${name}${query}: sniffing`);
          equal(/html|xhtml|javascript/.test(headers['content-type']), false, `${name}${query}: type`);
          const policy = headers['content-security-policy'] ?? '';
          equal(
            /default-src 'none'/.test(policy) && !/script-src/.test(policy),
            true,
            `${name}${query}: policy`,
          );
        }
      }
      // A tab of its own, led to each of them: what downloads stays where it was.
      const tab = await page.context().newPage();
      for (const name of Object.keys(files)) {
        await tab.goto(`${stage.base}/login`);
        await tab.goto(`${stage.base}${content(name)}?inline=1`).catch(() => {});
        await tab.waitForTimeout(200);
        equal((await tab.title()).includes('ran'), false, `${name} ran as a page`);
      }
      // And our own page, if ever it were made to ask for them.
      await tab.goto(`${stage.base}/files`);
      const ran = await tab.evaluate(
        (addresses) =>
          Promise.all(
            addresses.map(
              (address) =>
                new Promise((done) => {
                  const script = document.createElement('script');
                  script.onload = () => done('ran');
                  script.onerror = () => done('refused');
                  script.src = address;
                  document.head.append(script);
                }),
            ),
          ),
        [content('d.js'), content('e.txt')],
      );
      equal(ran, ['refused', 'refused'], 'a script of our page');
      await tab.close();
      await page.getByRole('button', { name: 'b.svg', exact: true }).click();
      await visible(page.getByRole('img', { name: 'b.svg' }));
      equal((await page.title()).includes('ran'), false, 'a drawing ran');
    },
};

// What is sent is the real server's own.
if (!process.env.ALLMENDE_URL) delete flows[RUNS_NOWHERE];
