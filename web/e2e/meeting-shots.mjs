import { startMeeting } from './meeting.mjs';

const PEOPLE = [
  { name: 'anna', hue: 150, muted: false },
  { name: 'oemer', hue: 28, muted: true },
  { name: 'joerg', hue: 220, muted: true, cameraOff: true },
];
const GUEST = { displayName: 'Petra Nachbarin', hue: 330, muted: true };

/** A meeting with somebody in every state: talking, muted, without a camera, a guest; and what comes before and after. */
export async function meetingShots(stage, look, options, shoot) {
  const { page, api } = await stage.signedIn('/meetings', options);
  await drawnCamera(page, 95);
  const meeting = await startMeeting(api);
  await page.goto(stage.base + meeting.path);
  await page.locator('.preview video').waitFor();
  await page.waitForTimeout(900);
  await shoot(page, look, 'meet-check');
  await page.locator('.pre-join-form button').click();
  await page.locator('.tile video').waitFor();
  await page.waitForTimeout(1500);
  await shoot(page, look, 'meet-alone');

  const small = { viewport: { width: 640, height: 480 } };
  const others = [];
  for (const one of PEOPLE) {
    const person = { name: one.name, password: 'runder Kiesel 5' };
    const { page: other } = await stage.signedIn('/settings', { person, ...small });
    others.push(other);
    await come(other, stage.base + meeting.path, one);
  }
  const guest = await stage.visit('/login', small);
  await come(guest, stage.base + meeting.path, GUEST);
  await page.locator('.tile').nth(4).waitFor();
  await page.waitForTimeout(3500);
  await shoot(page, look, 'meet');
  await page
    .locator('.control')
    .nth(await indexOf(page, /Teilnehmende|Participants/))
    .click();
  await shoot(page, look, 'meet-people');
  await page.locator('.people-item .button-icon').first().click();
  await shoot(page, look, 'meet-actions');
  await page.keyboard.press('Escape');
  await page.locator('.people-head button').click();
  await page
    .locator('.control')
    .nth(await indexOf(page, /Geräte|Devices/))
    .click();
  await page.getByRole('dialog').waitFor();
  await shoot(page, look, 'meet-devices');
  await page.keyboard.press('Escape');
  await others[0].locator('.control').nth(2).click();
  await page.locator('.screen video').waitFor();
  await page.waitForTimeout(3500);
  await shoot(page, look, 'meet-screen');

  const { page: sight } = await stage.signedIn('/settings/meetings', options);
  await sight.locator('.tracks').first().waitFor();
  await sight.waitForTimeout(2500);
  await shoot(sight, look, 'meet-live');
  await page.locator('.control-leave').click();
  await page.getByRole('menuitem').first().click();
  await page.locator('.gate').waitFor();
  await shoot(page, look, 'meet-left');
  await stage.tidy();

  const waiting = await stage.visit(meeting.path, options);
  await drawnCamera(waiting, 330);
  await waiting.reload();
  await waiting.locator('.preview video').waitFor();
  await waiting.locator('input').fill(GUEST.displayName);
  await waiting.waitForTimeout(900);
  await shoot(waiting, look, 'meet-guest');
  await waiting.goto(`${stage.base}/meet/aaaaaa-aaaaaa-aaaaaa-aaaaaa`);
  await waiting.locator('.gate').waitFor();
  await shoot(waiting, look, 'meet-unknown');
  await stage.tidy();
}

async function indexOf(page, name) {
  const texts = await page.locator('.control').evaluateAll((all) => all.map((one) => one.ariaLabel));
  return texts.findIndex((text) => name.test(text));
}

async function come(page, address, { hue, muted, cameraOff = false, displayName }) {
  await drawnCamera(page, hue);
  await page.goto(address);
  if (displayName) await page.locator('input').fill(displayName);
  await page.locator('.preview video').waitFor();
  if (muted) await page.locator('.preview-toggle button').nth(0).click();
  if (cameraOff) await page.locator('.preview-toggle button').nth(1).click();
  await page.locator('.pre-join-form button').click();
  await page.locator('.controls').waitFor();
}

/** Instead of the browser's green test picture: somebody at their desk, and their voice. */
function drawnCamera(page, hue) {
  return page.addInitScript((hue) => {
    if (!navigator.mediaDevices) return;
    const drawn = (draw, width, height) => {
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const pen = canvas.getContext('2d');
      let at = 0;
      draw(pen, at);
      setInterval(() => draw(pen, ++at), 200);
      return canvas.captureStream(5);
    };
    const person = (pen, at) => {
      const wall = pen.createLinearGradient(0, 0, 640, 360);
      wall.addColorStop(0, `hsl(${hue} 30% 82%)`);
      wall.addColorStop(1, `hsl(${hue + 20} 26% 62%)`);
      pen.fillStyle = wall;
      pen.fillRect(0, 0, 640, 360);
      pen.fillStyle = `hsl(${hue} 20% 92%)`;
      pen.fillRect(430, 40, 130, 150);
      pen.fillStyle = `hsl(${hue + 60} 35% 70%)`;
      pen.fillRect(440, 50, 110, 130);
      const sway = Math.sin(at / 3) * 3;
      const blob = (color, x, y, rx, ry) => {
        pen.fillStyle = color;
        pen.beginPath();
        pen.ellipse(x + sway, y, rx, ry, 0, 0, 7);
        pen.fill();
      };
      blob(`hsl(${hue + 180} 34% 38%)`, 300, 390, 165, 140);
      blob(`hsl(${24 + (hue % 9)} 48% ${52 + (hue % 26)}%)`, 300, 262, 34, 50);
      blob(`hsl(${20 + (hue % 20)} 40% ${16 + (hue % 30)}%)`, 300, 158, 82, 92);
      blob(`hsl(${24 + (hue % 9)} 50% ${58 + (hue % 26)}%)`, 300, 178, 66, 80);
    };
    const slide = (pen, at) => {
      pen.fillStyle = '#f7f5ec';
      pen.fillRect(0, 0, 1280, 720);
      pen.fillStyle = '#1d6848';
      pen.fillRect(0, 0, 1280, 16);
      pen.font = '700 56px sans-serif';
      pen.fillText('Bebauungsplan Nr. 47 – Am Mühlbach', 90, 140);
      pen.fillStyle = '#43534a';
      pen.font = '36px sans-serif';
      const lines = ['Auslegung bis 12. Dezember', '23 Stellungnahmen eingegangen', 'Beschluss im Januar'];
      lines.forEach((line, i) => {
        pen.fillText(`•  ${line}`, 110, 250 + i * 70);
      });
      [0.45, 0.7, 0.6, 0.92, 0.8].forEach((high, i) => {
        pen.fillStyle = i === 3 ? '#e9c46a' : '#5f9272';
        pen.fillRect(820 + i * 80, 640 - high * 320, 54, high * 320);
      });
      pen.fillRect(1260, 700, 4 + (at % 4), 4);
    };
    const take = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (wanted) =>
      wanted.video ? Promise.resolve(drawn(person, 640, 360)) : take(wanted);
    navigator.mediaDevices.getDisplayMedia = () => Promise.resolve(drawn(slide, 1280, 720));
  }, hue);
}
