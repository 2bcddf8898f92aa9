import { beginFlow } from '../begin-flow.mjs';
import { BROWSER, DESKTOP, PHONE } from '../browser.mjs';
import { accessible, fitsWidth, visible } from '../checks.mjs';
import { startMeeting } from '../meeting.mjs';

const LOOKS = [
  { what: 'desktop, German, light', options: { ...DESKTOP, locale: 'de-DE', colorScheme: 'light' } },
  { what: 'desktop, English, dark', options: { ...DESKTOP, locale: 'en-GB', colorScheme: 'dark' } },
  { what: 'phone, German, dark', options: { ...PHONE, locale: 'de-DE', colorScheme: 'dark' } },
  { what: 'phone, English, light', options: { ...PHONE, locale: 'en-US', colorScheme: 'light' } },
  { what: 'desktop, high contrast', options: { ...DESKTOP, contrast: 'more', colorScheme: 'light' } },
  { what: 'desktop, dark high contrast', options: { ...DESKTOP, contrast: 'more', colorScheme: 'dark' } },
  { what: 'desktop, forced colours', options: { ...DESKTOP, forcedColors: 'active' } },
];

const SIGNED_IN = [
  '/',
  '/settings',
  '/settings/password',
  '/settings/devices',
  '/settings/people',
  '/settings/spaces',
  '/settings/meetings',
  '/meetings',
];

/** In Firefox a look of each width and colour; what a system asks of its pages can only be said to Chromium. */
const asked = ({ what }) =>
  BROWSER !== 'firefox' || ['desktop, German, light', 'phone, German, dark'].includes(what);

export const flows = Object.fromEntries(
  LOOKS.filter(asked).map(({ what, options }) => [
    `every page is accessible: ${what}`,
    (stage) => everyPage(stage, options),
  ]),
);

async function everyPage(stage, options) {
  const check = async (page) => {
    await accessible(page);
    await fitsWidth(page);
  };
  const login = await stage.visit('/login', options);
  await visible(login.getByRole('heading', { level: 1 }));
  await check(login);

  const { page, api, folder } = await stage.inFolder(
    `Prüfung ${LOOKS.findIndex((one) => one.options === options)}`,
    fill,
    options,
  );
  await visible(page.getByRole('row'));
  await check(page);
  await opened(page, page.getByRole('row').nth(1).getByRole('button').last(), 'menu', check);
  await page.getByRole('row').nth(1).locator('.checkbox').click();
  await check(page);
  await page.getByRole('row').nth(1).locator('.checkbox').click();
  await opened(page, page.locator('.new-button').getByRole('button'), 'menu', check);
  await page.locator('input[data-picks=files]').setInputFiles([
    { name: 'eins.txt', mimeType: 'text/plain', buffer: Buffer.from('anders') },
    { name: 'neu.txt', mimeType: 'text/plain', buffer: Buffer.from('neu') },
  ]);
  await visible(page.getByRole('alertdialog'));
  await check(page);
  await page.getByRole('alertdialog').getByRole('button').last().click();
  await check(page);

  const empty = await api.folder(folder.id, 'leer');
  await page.goto(`${stage.base}/files/${empty.id}`);
  await visible(page.locator('.empty'));
  await check(page);
  await page.goto(`${stage.base}/trash/${folder.space}`);
  await visible(page.getByRole('heading', { level: 1 }));
  await check(page);
  for (const path of SIGNED_IN) {
    await page.goto(stage.base + path);
    await visible(page.getByRole('heading', { level: 2 }));
    await check(page);
  }
  for (const path of ['/settings/devices', '/settings/people', '/settings/spaces']) {
    await page.goto(stage.base + path);
    await opened(page, page.locator('.settings-head').getByRole('button'), 'dialog', check);
  }
  await page.goto(`${stage.base}/files/${folder.id}`);
  await opened(page, page.locator('button.listing-link').first(), 'dialog', check);
  await page.goto(stage.base + (await beginFlow(stage)).path);
  await visible(page.getByRole('heading', { level: 2 }));
  await check(page);
  const meeting = await startMeeting(api);
  await page.goto(stage.base + meeting.path);
  await visible(page.locator('.preview video'));
  await check(page);
  await sharedPages(stage, api, folder, page, options, check);
  await page.goto(`${stage.base}/meet/unknown`);
  await visible(page.getByRole('heading', { level: 1 }));
  await check(page);
  await page.goto(`${stage.base}/login/flow/unknown`);
  await visible(page.getByRole('heading', { level: 1 }));
  await check(page);
}

/** The dialog, one's list, and what a link shows in each of its forms. */
async function sharedPages(stage, api, folder, page, options, check) {
  const share = (node, settings) => api.call('POST', `/nodes/${node}/links`, { data: settings });
  const end = new Date(Date.now() + 86_400_000).toISOString();
  await share(folder.id, { access: 'edit', note: 'Bitte ergänzen', expiresAt: end, downloadLimit: 5 });
  await page.goto(`${stage.base}/files/received`);
  await visible(page.getByRole('heading', { level: 1 }));
  await check(page);
  await page.goto(`${stage.base}/files/shared`);
  await visible(page.locator('.my-share').first());
  await check(page);
  await page.locator('.my-share').first().getByRole('button').click();
  await visible(page.locator('.share-link').first());
  await page.locator('.share-link').first().getByRole('button').nth(1).click();
  await visible(page.locator('.share-settings'));
  await check(page);
  for (const access of ['view', 'edit', 'drop']) {
    const { token } = await share(folder.id, { access, note: 'Bitte ergänzen', expiresAt: end });
    await seen(stage, `/s/${token}`, options, check);
  }
  const picture = await api.file(folder.id, 'Foto.png', 'x');
  const file = await share(picture.id, { access: 'view' });
  await seen(stage, `/s/${file.token}`, options, check);
  const locked = await share(picture.id, { password: 'korrektes Pferd' });
  await seen(stage, `/s/${locked.token}`, options, check);
}

async function seen(stage, path, options, check) {
  const stranger = await stage.visit(path, options);
  await visible(stranger.locator('.visit-row, .visit-upload, .gate-card a, .gate-form').first());
  await check(stranger);
}

async function fill(api, folder) {
  const { picture } = await import('../../fake/picture.mjs');
  await api.folder(folder.id, 'Unterlagen');
  await api.file(folder.id, 'eins.txt');
  await api.file(folder.id, 'Bild.png', picture(120));
  const gone = await api.file(folder.id, 'weg.txt');
  await api.call('DELETE', `/nodes/${gone.id}`);
}

async function opened(page, button, role, check) {
  await button.click();
  await visible(page.getByRole(role));
  // On a phone React Aria holds a dialog with a text field back until the keyboard has had time to come up.
  await page.waitForFunction(() => {
    const overlay = document.querySelector('.veil, .viewer, .popover');
    return overlay && getComputedStyle(overlay).opacity === '1';
  });
  await check(page);
  await page.keyboard.press('Escape');
}
