import { BROWSER, PHONE } from '../browser.mjs';
import { accessible, equal, fitsWidth, gone, visible } from '../checks.mjs';
import { lineTo } from '../cut-line.mjs';
import { control, join, moves, startMeeting, tile } from '../meeting.mjs';

const GUEST = 'Frau Nachbarin';

/** The host in the meeting, and a way for others to come. */
async function opened(stage) {
  let meeting;
  const { page, api } = await stage.signedIn(async (api) => {
    meeting = await startMeeting(api);
    return meeting.path;
  });
  await join(page);
  return { host: page, api, ...meeting };
}

async function withGuest(stage, { name = GUEST, prepare = async () => {}, ...options } = {}) {
  const meeting = await opened(stage);
  const guest = await stage.visit(null, options);
  await prepare(guest);
  await guest.goto((options.base ?? stage.base) + meeting.path);
  await join(guest, name);
  await visible(tile(meeting.host, name));
  return { ...meeting, guest };
}

const colleagueOf = (stage) => ({
  name: `runde-${stage.run}`,
  password: 'runder Kiesel rollt 5',
  displayName: 'Ömer Yıldız',
});

export const flows = {
  'three people see each other, and who is muted': async (stage) => {
    const { host, api, path, guest } = await withGuest(stage);
    const colleague = colleagueOf(stage);
    await api.call('POST', '/people', { data: { ...colleague, administrator: false } });
    const { page: third } = await stage.signedIn(path, { person: colleague });
    await join(third);
    const all = [
      [host, stage.admin.displayName],
      [guest, GUEST],
      [third, colleague.displayName],
    ];
    for (const [page, me] of all) {
      for (const [, name] of all) {
        const what = `the picture of ${name} at ${me}`;
        await moves(tile(page, name).locator('video'), what);
      }
      await visible(page.getByRole('button', { name: 'Teilnehmende (3)' }));
    }
    await visible(tile(host, GUEST).getByText('Gast', { exact: true }));
    equal(await tile(host, colleague.displayName).getByText('Gast', { exact: true }).count(), 0, 'marks');

    await control(guest, 'Mikrofon stummschalten').click();
    for (const page of [host, third]) await visible(tile(page, GUEST).locator('.tile-name svg'));
    await control(guest, 'Kamera ausschalten').click();
    for (const page of [host, third]) await gone(tile(page, GUEST).locator('video'));
    await guest.keyboard.press('Control+e');
    for (const page of [host, third])
      await moves(tile(page, GUEST).locator('video'), 'the camera that is back');
    await guest.keyboard.press('Control+d');
    for (const page of [host, third]) await gone(tile(page, GUEST).locator('.tile-name svg'));

    await accessible(host);
    await guest.getByRole('button', { name: 'Meeting verlassen' }).click();
    await gone(tile(host, GUEST));
    await visible(host.getByRole('log').getByText(`${GUEST} hat das Meeting verlassen.`));
    await visible(guest.getByRole('heading', { name: 'Sie haben das Meeting verlassen' }));
    await accessible(guest);
    await guest.getByRole('button', { name: 'Wieder beitreten' }).click();
    await join(guest);
    await moves(tile(host, GUEST).locator('video'), 'who has come back');
  },

  'whoever speaks is highlighted, and the space bar speaks for who is muted': async (stage) => {
    const { host, guest } = await withGuest(stage, { prepare: humming });
    await host.locator('.tile[data-speaking=true]').filter({ hasText: GUEST }).waitFor({ timeout: 15_000 });
    await control(guest, 'Mikrofon stummschalten').click();
    await visible(tile(host, GUEST).locator('.tile-name svg'));
    await guest.locator('h1').evaluate((heading) => {
      document.activeElement?.blur();
      heading.focus();
    });
    await guest.keyboard.down('Space');
    await gone(tile(host, GUEST).locator('.tile-name svg'));
    await guest.keyboard.up('Space');
    await visible(tile(host, GUEST).locator('.tile-name svg'));
  },

  'the host mutes a guest and sends them away; a guest can do neither': async (stage) => {
    const { host, guest, link } = await withGuest(stage);
    await guest.getByRole('button', { name: 'Teilnehmende (2)' }).click();
    await visible(guest.getByRole('listitem').filter({ hasText: 'Leitung' }));
    equal(
      await guest.getByRole('button', { name: /^Aktionen für/ }).count(),
      0,
      'what a guest may do to others',
    );
    equal(await guest.getByRole('button', { name: 'Verlassen oder beenden' }).count(), 0, 'ways to end it');
    await accessible(guest);

    const { identity, token } = await entryOf(stage, link);
    const attempts = [
      guest.request.delete(`${stage.base}/api/v1/meetings/${link}/participants/${identity}`),
      guest.request.post(`${stage.base}/api/v1/meetings/${link}/participants/${identity}/mute`),
      guest.request.delete(`${stage.base}/api/v1/meetings/${link}`),
    ];
    for (const one of attempts) equal((await one).status(), 401, 'status of what only a host may');
    const { room } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString()).video;
    for (const method of ['RemoveParticipant', 'MutePublishedTrack', 'ListParticipants', 'DeleteRoom']) {
      const answer = await guest.request.post(`${stage.base}/twirp/livekit.RoomService/${method}`, {
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        data: { room, identity },
      });
      equal(answer.status(), 403, `${method} by a guest's token`);
    }

    await host.getByRole('button', { name: 'Teilnehmende (2)' }).click();
    await host.getByRole('button', { name: `Aktionen für ${GUEST}` }).click();
    await host.getByRole('menuitem', { name: 'Stummschalten' }).click();
    await visible(guest.getByText('Die Leitung hat Ihr Mikrofon stummgeschaltet.'));
    await visible(tile(host, GUEST).locator('.tile-name svg'));
    await host.getByRole('button', { name: `Aktionen für ${GUEST}` }).click();
    await host.getByRole('menuitem', { name: 'Aus dem Meeting entfernen' }).click();
    await host.getByRole('alertdialog').getByRole('button', { name: 'Entfernen' }).click();
    await visible(guest.getByRole('heading', { name: 'Sie wurden aus dem Meeting entfernt' }));
    await gone(tile(host, GUEST));
  },

  'the host ends the meeting for everyone, and its link is dead': async (stage) => {
    const { host, guest, path } = await withGuest(stage);
    await host.getByRole('button', { name: 'Verlassen oder beenden' }).click();
    await host.getByRole('menuitem', { name: 'Für alle beenden' }).click();
    await host.getByRole('alertdialog').getByRole('button', { name: 'Für alle beenden' }).click();
    for (const page of [host, guest])
      await visible(page.getByRole('heading', { name: 'Das Meeting ist beendet' }));
    await guest.goto(stage.base + path);
    await visible(guest.getByRole('heading', { name: 'Dieses Meeting gibt es nicht' }));
  },

  'a guest who waits is let in when somebody with an account comes': async (stage) => {
    let meeting;
    const { page: host } = await stage.signedIn(async (api) => {
      meeting = await startMeeting(api);
      return meeting.path;
    });
    const guest = await stage.visit(meeting.path);
    await guest.getByLabel('Ihr Name').fill(GUEST);
    await guest.getByRole('button', { name: 'Jetzt teilnehmen' }).click();
    await visible(guest.getByRole('heading', { name: 'Das Meeting hat noch nicht begonnen' }));
    await join(host);
    await visible(tile(guest, stage.admin.displayName));
    await visible(host.getByRole('log').getByText(`${GUEST} ist beigetreten.`));
  },

  'a shared screen is shown large, and goes when sharing ends': async (stage) => {
    const { host, guest } = await withGuest(stage, { prepare: withScreen });
    await control(guest, 'Bildschirm teilen').click();
    await moves(host.locator('.screen video'), 'the shared screen');
    await visible(host.getByText(`Bildschirm von ${GUEST}`));
    await visible(guest.getByText('Sie teilen Ihren Bildschirm.'));
    await accessible(host);
    await control(guest, 'Teilen beenden').click();
    await gone(host.locator('.screen'));
    await visible(tile(host, GUEST));
  },

  'administrators see what a meeting carries, live; nobody else does': async (stage) => {
    // The rooms of earlier flows are here too, until the server has noticed that their windows are closed.
    const name = 'Herr Anlieger';
    const { guest, api } = await withGuest(stage, { name });
    const { page } = await stage.signedIn('/settings/meetings');
    const room = page.getByRole('article').filter({ hasText: name });
    await visible(room.getByText('Teilnehmende (2)'));
    const camera = room.getByRole('row').filter({ hasText: 'sendet Kamera' }).first();
    await camera.getByText(/[1-9][0-9,]* [kM]bit\/s/).waitFor({ timeout: 15_000 });
    await visible(room.getByRole('row').filter({ hasText: `empfängt Kamera von ${name}` }));
    await accessible(page);
    await guest.getByRole('button', { name: 'Meeting verlassen' }).click();
    await gone(room);

    const colleague = { ...colleagueOf(stage), name: `blick-${stage.run}` };
    await api.call('POST', '/people', { data: { ...colleague, administrator: false } });
    const { page: other } = await stage.signedIn('/settings/meetings', { person: colleague });
    await visible(other.getByText('Dazu fehlt Ihnen die Berechtigung.'));
    equal(
      (await guest.request.get(`${stage.base}/api/v1/meeting-rooms`)).status(),
      401,
      'status for a guest',
    );
  },

  'a connection that breaks is announced, and comes back': async (stage) => {
    const line = await lineTo(stage.base);
    try {
      const { host, guest } = await withGuest(stage, { base: line.base });
      await moves(tile(host, GUEST).locator('video'), 'the picture before the break');
      line.cut();
      await visible(guest.getByText('Die Verbindung ist unterbrochen und wird wieder aufgebaut'));
      line.mend();
      await guest.getByText('Die Verbindung besteht wieder.').waitFor({ timeout: 20_000 });
      await moves(tile(host, GUEST).locator('video'), 'the picture after the break');
    } finally {
      line.close();
    }
  },

  'a meeting fits on a phone': async (stage) => {
    const { host, guest } = await withGuest(stage, PHONE);
    await moves(tile(guest, stage.admin.displayName).locator('video'), 'the picture on a phone');
    await fitsWidth(guest);
    await accessible(guest);
    await guest.getByRole('button', { name: 'Teilnehmende (2)' }).click();
    await visible(guest.getByRole('complementary', { name: 'Teilnehmende' }));
    await fitsWidth(guest);
    await accessible(guest);
    await guest.getByRole('button', { name: 'Teilnehmende schließen' }).click();
    await moves(tile(host, GUEST).locator('video'), 'the phone’s picture');
  },
};

/** What the server gives a guest who asks for themselves. */
async function entryOf(stage, link) {
  const answer = await fetch(`${stage.base}/api/v1/meetings/${link}/entry`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Neugierig' }),
  });
  return answer.json();
}

/** A voice that does not pause: the browsers' own devices only beep. */
function humming(page) {
  return page.addInitScript(() => {
    const take = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
    if (!take) return;
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      if (!wanted.audio) return take(wanted);
      const sound = new AudioContext();
      const out = new MediaStreamAudioDestinationNode(sound);
      new OscillatorNode(sound, { frequency: 220 }).connect(out);
      const tone = new OscillatorNode(sound, { frequency: 330 });
      tone.connect(out);
      tone.start();
      await sound.resume();
      return out.stream;
    };
  });
}

/** Without a display there is no screen to share: what a drawing shows stands in for it, where the browser has no own. */
async function withScreen(page) {
  if (BROWSER !== 'firefox') return;
  await page.addInitScript(() => {
    if (!navigator.mediaDevices) return;
    navigator.mediaDevices.getDisplayMedia = async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
      const pen = canvas.getContext('2d');
      let at = 0;
      setInterval(() => {
        at += 40;
        pen.fillStyle = `hsl(${at % 360} 60% 50%)`;
        pen.fillRect(0, 0, 1280, 720);
      }, 100);
      return canvas.captureStream(10);
    };
  });
}
