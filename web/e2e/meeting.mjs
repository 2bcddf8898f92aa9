import { visible } from './checks.mjs';

/** A meeting of the administrator's own, not yet joined. */
export async function startMeeting(api) {
  const { link } = await api.call('POST', '/meetings');
  return { link, path: `/meet/${link}` };
}

/** Through the check of the devices into the meeting; guests say their name. */
export async function join(page, name) {
  if (name) await page.getByLabel('Ihr Name').fill(name);
  await page.getByRole('button', { name: 'Jetzt teilnehmen' }).click();
  await visible(page.getByRole('toolbar', { name: 'Bedienung des Meetings' }));
}

export const control = (page, name) =>
  page.getByRole('toolbar', { name: 'Bedienung des Meetings' }).getByRole('button', { name, exact: true });

export const tile = (page, name) => page.locator('.tile').filter({ hasText: name });

/** Fails unless the picture of a video changes: it is being decoded and shown, not merely there. */
export async function moves(video, what) {
  await video.waitFor({ state: 'visible', timeout: 15_000 });
  const moved = await video.evaluate(async (element) => {
    const look = () => {
      if (element.videoWidth === 0) return '';
      const canvas = Object.assign(document.createElement('canvas'), { width: 32, height: 18 });
      const pen = canvas.getContext('2d', { willReadFrequently: true });
      pen.drawImage(element, 0, 0, 32, 18);
      return String(pen.getImageData(0, 0, 32, 18).data);
    };
    const end = Date.now() + 15_000;
    const seen = new Set();
    while (Date.now() < end && seen.size < 3) {
      const one = look();
      if (one !== '') seen.add(one);
      await new Promise((done) => setTimeout(done, 120));
    }
    return seen.size >= 3;
  });
  if (!moved) throw new Error(`${what} does not move`);
}
