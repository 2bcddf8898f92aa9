import { accessible, equal, gone, pasted, visible } from '../checks.mjs';
import { moves, startMeeting } from '../meeting.mjs';

/** As a browser answers whose user, or whose operating system, says no. */
const refusing = (error) => (name) => {
  if (navigator.mediaDevices) {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('refused', name ?? error));
  }
};

export const flows = {
  'a meeting is started from the rail, its link copied, and ended from the list': async (stage) => {
    const { page } = await stage.signedIn('/');
    await page.getByRole('link', { name: 'Meetings', exact: true }).click();
    await visible(page.getByRole('heading', { name: 'Meetings', level: 1 }));
    await page.getByRole('button', { name: 'Meeting starten' }).click();
    await visible(page.getByRole('heading', { name: 'Bereit für das Meeting?' }));
    await visible(page.getByText(`Sie treten als ${stage.admin.displayName} bei.`));
    const address = page.url();
    equal(/\/meet\/[2-9a-z]{6}(-[2-9a-z]{6}){3}$/.test(address), true, `address ${address}`);

    await page.goto(`${stage.base}/meetings`);
    const item = page.getByRole('listitem').filter({ hasText: new URL(address).pathname });
    await item.getByRole('button', { name: /^Link kopieren/ }).click();
    await visible(page.getByText('Der Link wurde kopiert.'));
    equal(await pasted(page), address, 'what was copied');
    await item.getByRole('button', { name: /^Das Meeting beenden/ }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Für alle beenden' }).click();
    await gone(item);
    await page.goto(address);
    await visible(page.getByRole('heading', { name: 'Dieses Meeting gibt es nicht' }));
  },

  'before a meeting one sees oneself, and whether one is heard': async (stage) => {
    const { page } = await stage.signedIn(async (api) => (await startMeeting(api)).path);
    await moves(page.getByLabel('Ihr Bild'), 'the preview');
    await visible(page.getByText('Ihr Mikrofon hört Sie.'));
    await visible(page.getByRole('button', { name: /Kamera$/ }));
    await page.getByRole('button', { name: 'Kamera ausschalten' }).click();
    await visible(page.getByText('Die Kamera ist aus'));
    await page.getByRole('button', { name: 'Mikrofon stummschalten' }).click();
    await visible(page.getByText('Das Mikrofon ist aus.'));
    await accessible(page);
    await page.getByRole('button', { name: 'Kamera einschalten' }).click();
    await moves(page.getByLabel('Ihr Bild'), 'the preview that was turned on again');
  },

  'a device that is refused, missing or busy is explained, and one may try again': async (stage) => {
    const { page } = await stage.signedIn('/meetings');
    const { path } = await startMeetingOn(page, stage);
    for (const [error, text] of [
      ['NotAllowedError', 'Der Browser erlaubt dieser Seite das Mikrofon nicht.'],
      ['NotFoundError', 'Es wurde kein Mikrofon gefunden.'],
      ['NotReadableError', 'Ein anderes Programm benutzt das Mikrofon.'],
    ]) {
      const other = await page.context().newPage();
      await other.addInitScript(refusing(), error);
      await other.goto(stage.base + path);
      await visible(other.getByText(text));
      await accessible(other);
      await visible(other.getByRole('button', { name: 'Erneut versuchen' }));
      await other.close();
    }
  },

  'a guest is asked for a name, waits while nobody is there, and learns nothing else': async (stage) => {
    const { api } = await stage.signedIn('/meetings');
    const { path } = await startMeeting(api);
    const guest = await stage.visit(path);
    await visible(guest.getByLabel('Ihr Name'));
    const shown = await guest.locator('body').innerText();
    for (const secret of [stage.admin.displayName, stage.admin.name, 'Meine Dateien']) {
      equal(shown.includes(secret), false, `a guest sees ${secret}`);
    }
    await guest.getByRole('button', { name: 'Jetzt teilnehmen' }).click();
    await visible(guest.getByText('Bitte geben Sie Ihren Namen ein.'));
    await guest.getByLabel('Ihr Name').fill('...');
    await guest.getByRole('button', { name: 'Jetzt teilnehmen' }).click();
    await visible(guest.getByText('Bitte geben Sie einen lesbaren Namen'));
    await guest.getByLabel('Ihr Name').fill('Frau Nachbarin');
    await guest.getByRole('button', { name: 'Jetzt teilnehmen' }).click();
    await visible(guest.getByRole('heading', { name: 'Das Meeting hat noch nicht begonnen' }));
    await accessible(guest);
    const asked = await guest.request.get(`${stage.base}/api/v1/meetings`);
    equal(asked.status(), 401, 'a guest asks for meetings');
    await guest.getByRole('button', { name: 'Zurück' }).click();
    equal(await guest.getByLabel('Ihr Name').inputValue(), 'Frau Nachbarin', 'the name that is kept');
  },

  'a link that leads nowhere says so, to guests as to others': async (stage) => {
    const page = await stage.visit('/meet/aaaaaa-bbbbbb-cccccc-dddddd');
    await visible(page.getByRole('heading', { name: 'Dieses Meeting gibt es nicht' }));
    await accessible(page);
    const { page: mine } = await stage.signedIn('/meet/x');
    await visible(mine.getByRole('heading', { name: 'Dieses Meeting gibt es nicht' }));
  },
};

async function startMeetingOn(page, stage) {
  await page.getByRole('button', { name: 'Meeting starten' }).click();
  await page.waitForURL(/\/meet\//);
  return { path: page.url().slice(stage.base.length) };
}
