import net from 'node:net';
import { AccessToken } from 'livekit-server-sdk';

export const url = process.env.ALLMENDE_URL;
export const secureUrl = process.env.ALLMENDE_SECURE_URL;
const key = process.env.ALLMENDE_MEETING_KEY;
const secret = process.env.ALLMENDE_MEETING_SECRET;

/** A token as any application makes it. */
export async function token(room, identity, grant = {}, options = {}) {
  const made = new AccessToken(key, secret, { identity, name: `${identity}'s name`, ttl: 600, ...options });
  made.addGrant({ room, roomJoin: true, ...grant });
  return made.toJwt();
}

export const credentials = { key, secret };

export const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

/** Has the server under test stopped and started, by whoever started it. */
export function restartServer() {
  return new Promise((done, fail) => {
    const control = net.connect(Number(process.env.ALLMENDE_CONTROL_PORT), '127.0.0.1');
    control.on('error', fail);
    control.on('data', (said) => (String(said) === 'started' ? done() : fail(new Error(String(said)))));
  });
}

/** A room of its own for each scenario. */
export function freshRoom() {
  return `room-${Math.random().toString(36).slice(2, 10)}`;
}

/** Waits until a look at things is as it should be; says what it was like last if it never is. */
export async function until(what, look, holds, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  let seen;
  do {
    seen = await look();
    if (holds(seen)) return seen;
    await new Promise((done) => setTimeout(done, 200));
  } while (Date.now() < end);
  throw new Error(`${what}: it was ${JSON.stringify(seen)} to the end`);
}

export function expect(what, holds, seen) {
  if (!holds) throw new Error(`${what}: ${JSON.stringify(seen)}`);
}

/** What everybody publishes: red on the left, blue on the right. */
export const LEFT = [220, 30, 30];
export const RIGHT = [30, 30, 220];

export function isTheirPicture({ left, right }) {
  const near = (one, other) => one && one.every((value, i) => Math.abs(value - other[i]) < 60);
  return near(left, LEFT) && near(right, RIGHT);
}
