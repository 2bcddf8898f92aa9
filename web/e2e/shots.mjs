import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { picture } from '../fake/picture.mjs';
import { DESKTOP, PHONE } from './browser.mjs';
import { settled } from './checks.mjs';
import { flows as begin } from './flows/begin.mjs';
import { meetingShots } from './meeting-shots.mjs';
import { Stage } from './world.mjs';

// Pictures of every page, to be looked at by people: in SHOTS, or "shots" in the temporary folder.
const folder = process.env.SHOTS ?? join(tmpdir(), 'shots');
await mkdir(folder, { recursive: true });

const LOOKS = {
  'desktop-de-light': { ...DESKTOP, locale: 'de-DE', colorScheme: 'light' },
  'desktop-en-dark': { ...DESKTOP, locale: 'en-GB', colorScheme: 'dark' },
  'phone-de-light': { ...PHONE, locale: 'de-DE', colorScheme: 'light', deviceScaleFactor: 2 },
  'phone-en-dark': { ...PHONE, locale: 'en-GB', colorScheme: 'dark', deviceScaleFactor: 2 },
  'desktop-de-dark': { ...DESKTOP, locale: 'de-DE', colorScheme: 'dark' },
  'desktop-en-light': { ...DESKTOP, locale: 'en-GB', colorScheme: 'light' },
  'phone-de-dark': { ...PHONE, locale: 'de-DE', colorScheme: 'dark', deviceScaleFactor: 2 },
  'phone-en-light': { ...PHONE, locale: 'en-GB', colorScheme: 'light', deviceScaleFactor: 2 },
  'contrast-de': { ...DESKTOP, locale: 'de-DE', colorScheme: 'light', contrast: 'more' },
  'wide-de-light': { viewport: { width: 1920, height: 1080 }, locale: 'de-DE', colorScheme: 'light' },
};

// SHOTS_OF=meetings leaves all other pages out.
const everything = process.env.SHOTS_OF !== 'meetings';
const looks = Object.entries(LOOKS).filter(([look]) => look.includes(process.argv[2] ?? ''));
const stage = await Stage.open();
for (const [look, options] of looks) {
  const page = await stage.visit('/login', options);
  await shoot(page, look, 'setup');
  await page.goto(`${stage.base}/welcome#${stage.token}`);
  await page
    .locator('input[type=password]')
    .fill('Xk7#mQ2vLp')
    .catch(() => {});
  await shoot(page, look, 'welcome');
  await stage.tidy();
}
for (const run of Object.values(begin)) await run(stage);
const { spaces, photos, deep } = await furnish();
for (const [look, options] of looks) {
  if (everything) {
    await outside(look, options);
    await inside(look, options);
  }
  // Inside a meeting only where there is a server that carries media.
  if (process.env.ALLMENDE_URL) await meetingShots(stage, look, options, shoot);
  console.log(look);
}
await stage.close();

async function shoot(page, look, name) {
  await page.evaluate(() => document.fonts.ready);
  // Previews are made when first asked for; those out of sight are not asked for.
  await page
    .waitForFunction(
      () =>
        [...document.images].every(
          (image) => image.complete || image.getBoundingClientRect().top > innerHeight,
        ),
      null,
      { timeout: 5000 },
    )
    .catch(() => {});
  // On a phone React Aria holds a dialog with a text field back until the keyboard has had time to come up.
  await page.waitForTimeout(look.startsWith('phone') ? 900 : 250);
  await settled(page);
  await page.screenshot({ path: join(folder, `${look}-${name}.png`) });
}

async function outside(look, options) {
  const page = await stage.visit('/login', options);
  await page.locator('input').first().waitFor();
  await shoot(page, look, 'login');
  await page.locator('input').first().fill(look);
  await page.locator('input').nth(1).fill('falsch');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await shoot(page, look, 'login-wrong');
  await stage.tidy();
}

async function inside(look, options) {
  const { page, api } = await stage.signedIn('/', options);
  const settle = () => page.getByRole('heading', { level: 1 }).first().waitFor();
  await settle();
  await shoot(page, look, 'home');
  await page.goto(`${stage.base}/files`);
  await page.getByRole('row').first().waitFor();
  await shoot(page, look, 'files');
  await page.getByRole('row').nth(2).locator('.listing-more').click();
  await shoot(page, look, 'files-menu');
  await page.keyboard.press('Escape');
  for (const n of [1, 3, 4]) await page.getByRole('row').nth(n).locator('.checkbox').click();
  await shoot(page, look, 'files-selected');
  await page.keyboard.press('Escape');
  await page.reload();
  await page.getByRole('row').first().waitFor();
  if (options.isMobile) {
    await page.locator('.shell-top button').first().click();
    await shoot(page, look, 'drawer');
    await page.keyboard.press('Escape');
  }
  await page.locator('.new-button button').click();
  await shoot(page, look, 'new-menu');
  await page.getByRole('menuitem').last().click();
  await shoot(page, look, 'new-folder');
  await page.keyboard.press('Escape');

  await page.locator('input[data-picks=files]').setInputFiles([
    { name: 'Haushaltsplan 2026.xlsx', mimeType: 'text/plain', buffer: Buffer.alloc(9000) },
    { name: 'Protokoll vom 12. November.odt', mimeType: 'text/plain', buffer: Buffer.alloc(90_000) },
  ]);
  await page.getByRole('alertdialog').waitFor();
  await shoot(page, look, 'conflict');
  await page.getByRole('alertdialog').getByRole('button').last().click();
  await page.getByRole('alertdialog').getByRole('button').last().click();
  // Held up on the way, so that there is something to see.
  await page.route('**/children/**', () => {});
  await page
    .locator('input[data-picks=files]')
    .setInputFiles([{ name: `Film ${look}.mp4`, mimeType: 'video/mp4', buffer: Buffer.alloc(900_000) }]);
  await shoot(page, look, 'uploads');
  await page.unroute('**/children/**');

  for (const [name, path] of Object.entries({
    photos: `/files/${photos.folder}`,
    deep: `/files/${deep}`,
    team: `/files/${spaces[1].root}`,
    trash: `/trash/${spaces[0].id}`,
    'trash-empty': `/trash/${spaces[1].id}`,
    settings: '/settings',
    password: '/settings/password',
    devices: '/settings/devices',
    people: '/settings/people',
    groups: '/settings/groups',
    spaces: '/settings/spaces',
    meetings: '/meetings',
    missing: '/files/999999',
  })) {
    await page.goto(stage.base + path);
    await settle();
    await shoot(page, look, name);
  }
  await page.goto(`${stage.base}/settings/spaces`);
  await page.locator('.settings-item .button-secondary').first().click();
  await shoot(page, look, 'members');
  await page.goto(`${stage.base}/settings/groups`);
  await page.locator('.settings-item button').first().click();
  await shoot(page, look, 'group-members');
  await page.goto(`${stage.base}/settings/spaces`);
  await page.locator('.settings-item .button-icon').first().click();
  await shoot(page, look, 'quota');
  await page.goto(`${stage.base}/f/${photos.picture}`);
  await settle();
  await shoot(page, look, 'private-link');
  await page.goto(`${stage.base}/settings/people`);
  await page.locator('.settings-head button').click();
  await shoot(page, look, 'add-person');
  await page.goto(`${stage.base}/files/${photos.folder}`);
  await page.locator('.listing-link').first().click();
  await shoot(page, look, 'viewer');
  const answer = await api.request.post(`${stage.base}/index.php/login/v2`, {
    headers: { 'User-Agent': 'Mozilla/5.0 (Linux) mirall/3.7.3 (Nextcloud)' },
  });
  await page.goto(stage.base + new URL((await answer.json()).login).pathname);
  await settle();
  await shoot(page, look, 'flow');
  await shared(page, api, look);
  await stage.tidy();
}

/** What links look like to those who give them, and to those who follow them. */
async function shared(page, api, look) {
  const expiresAt = new Date(Date.now() + 7 * 86_400_000).toISOString();
  const note = 'Bitte ergänzen Sie Ihre Bilder bis Freitag.';
  const link = (node, data) => api.call('POST', `/nodes/${node}/links`, { data });
  const links = {
    'link-folder': await link(photos.folder, { access: 'edit', note, expiresAt, label: 'Presse' }),
    'link-drop': await link(photos.folder, { access: 'drop', note, expiresAt }),
    'link-file': await link(photos.picture, { access: 'view', note }),
    'link-locked': await link(photos.picture, { password: 'korrektes Pferd', downloadLimit: 5 }),
    'link-dead': { token: '0'.repeat(22) },
  };
  for (const [name, { token }] of Object.entries(links)) {
    await page.goto(`${stage.base}/s/${token}`).catch(() => {});
    await page.locator('.visit-row, .gate h1').first().waitFor();
    await shoot(page, look, name);
  }
  await page.goto(`${stage.base}/files/shared`);
  await page.locator('.my-share').first().waitFor();
  await shoot(page, look, 'shared');
  await page.locator('.my-share button').first().click();
  await page.locator('.share-link').first().waitFor();
  await shoot(page, look, 'share');
  for (const { id } of Object.values(links)) if (id) await api.call('DELETE', `/shares/${id}`);
}

/** A town hall's Monday morning. */
async function furnish() {
  const { api } = await stage.signedIn('/settings');
  const root = await api.root();
  const days = (n) => new Date(Date.now() - n * 86_400_000).toISOString();
  for (const name of ['Bauanträge', 'Stadtrat', 'Urlaub & Vertretung']) await api.folder(root, name);
  const pictures = await api.folder(root, 'Fotos vom Stadtfest');
  let last;
  for (let n = 1; n <= 9; n++) {
    last = await api.file(pictures.id, `Stadtfest ${n}.png`, picture(n * 37), days(n));
  }
  const files = {
    'Haushaltsplan 2026.xlsx': [1_843_200, 1],
    'Protokoll vom 12. November.odt': [84_000, 11],
    'Bebauungsplan Nr. 47 – Am Mühlbach (Entwurf zur frühzeitigen Beteiligung der Öffentlichkeit).pdf': [
      5_400_000, 40,
    ],
    'Präsentation Bürgerversammlung.odp': [3_120_000, 0],
    'Satzung.docx': [22_300, 400],
    'Rede des Bürgermeisters.mp3': [940_000, 90],
    'Adressen.csv': [12_400, 3],
    'Archiv 2019.zip': [8_900_000, 700],
    'Luftbild.png': null,
    'notizen.md': [812, 0],
  };
  for (const [name, what] of Object.entries(files)) {
    await api.file(root, name, what ? 'x'.repeat(what[0]) : picture(95), days(what ? what[1] : 5));
  }
  let deep = root;
  for (const name of ['Bauamt', 'Verfahren', '2026', 'Am Mühlbach', 'Stellungnahmen']) {
    deep = (await api.folder(deep, name)).id;
  }
  const gone = [
    await api.file(root, 'Alter Entwurf.odt', 'x'.repeat(30_000)),
    await api.folder(root, 'Doppelt'),
  ];
  for (const { id } of gone) await api.call('DELETE', `/nodes/${id}`);
  const people = { anna: 'Anna Ährenfeld', oemer: 'Ömer Yıldız', joerg: 'Jörg Übelacker' };
  for (const [name, displayName] of Object.entries(people)) {
    const email = `${name}@rathaus.example`;
    await api.call('POST', '/people', {
      data: { name, displayName, email, password: 'runder Kiesel 5', administrator: false },
    });
  }
  for (const [name, quota] of Object.entries({
    Bauamt: 20 * 1024 ** 3,
    Gemeinderat: null,
    Kämmerei: 60 * 1024 ** 2,
  })) {
    const space = await api.call('POST', '/spaces', { data: { name, quota } });
    await api.call('PUT', `/spaces/${space.id}/members/anna`, { data: { role: 'editor' } });
    await api.call('PUT', `/spaces/${space.id}/members/oemer`, { data: { role: 'viewer' } });
  }
  for (const name of ['Auszubildende', 'Bauverwaltung', 'Personalrat']) {
    const group = await api.call('POST', '/groups', { data: { name } });
    await api.call('PUT', `/groups/${group.id}/members/anna`);
    await api.call('PUT', `/groups/${group.id}/members/joerg`);
    const [space] = (await api.call('GET', '/spaces')).filter((one) => one.kind === 'team');
    await api.call('PUT', `/spaces/${space.id}/groups/${group.id}`, { data: { role: 'viewer' } });
  }
  await api.call('POST', '/me/app-passwords', { data: { label: 'Laptop zu Hause' } });
  await api.call('POST', '/me/app-passwords', {
    data: { label: 'Nextcloud Desktop (Linux)' },
  });
  const spaces = await api.call('GET', '/spaces');
  await stage.tidy();
  return { spaces, photos: { folder: pictures.id, picture: last.id }, deep };
}
