import http from 'node:http';
import { Door, Line } from './passages.mjs';
import { RoomServiceClient, WebhookReceiver } from 'livekit-server-sdk';
import { credentials, expect, freshRoom, isTheirPicture, pause, restartServer, secureUrl, token, until, url } from './world.mjs';

const sees = (seen) => seen.frames > 20 && isTheirPicture(seen) && seen.energy > 0.01;

/** Two people see and hear each other. */
export async function meet(peer, one, other) {
  const room = freshRoom();
  const anna = await peer(one);
  const bert = await peer(other);
  await anna.join(room, 'anna');
  await anna.publish();
  await bert.join(room, 'bert');
  await bert.publish();
  await until('bert sees and hears anna', () => bert.look('anna'), sees);
  await until('anna sees and hears bert', () => anna.look('bert'), sees);
}

/**
 * How long it takes from asking to come in to the first picture on the screen: one comes again and again to somebody who
 * is there already. Prints a line `first frame: N ms` for each time.
 */
export async function firstFrames(peer, kind) {
  const room = freshRoom();
  const anna = await peer('chromium');
  await anna.join(room, 'anna');
  await anna.publish();
  const bert = await peer(kind);
  for (let time = 0; time < 25; time++) {
    const took = await bert.firstFrame(room, 'bert');
    expect('bert sees anna', took > 0, took);
    console.log(`first frame: ${took} ms`);
  }
}

/** Two people see and hear each other, each by the way that is left to them and by no other. */
export async function ways(peer, one, other) {
  const room = freshRoom();
  const anna = await peer(one);
  const bert = await peer(other);
  await anna.join(room, 'anna');
  await anna.publish();
  await bert.join(room, 'bert');
  await bert.publish();
  await until('bert sees and hears anna', () => bert.look('anna'), sees);
  await until('anna sees and hears bert', () => anna.look('bert'), sees);
  for (const each of [anna, bert]) {
    const taken = await until(`${each.identity} says how it comes`, () => each.ways(), (seen) => seen.length > 0);
    expect(`${each.identity} comes by ${each.way} alone`, taken.every((way) => way === each.way), taken);
  }
}

/** A client is made to come by TCP, then by TLS (SimulateScenario.switch_candidate_protocol). */
export async function forced(peer, kind) {
  const room = freshRoom();
  const anna = await peer(kind);
  const bert = await peer('chromium');
  await anna.join(room, 'anna', { line: secureUrl });
  await bert.join(room, 'bert');
  await anna.publish();
  await until('bert sees anna', () => bert.look('anna'), sees);
  for (const [scenario, way] of [
    ['force-tcp', 'tcp'],
    ['force-tls', 'turn-tls'],
  ]) {
    await anna.do((name) => window.room.simulateScenario(name), scenario);
    await until(`anna comes by ${way}`, () => anna.ways(), (seen) => seen.length > 0 && seen.every((each) => each === way), 30);
    const before = (await bert.look('anna')).frames;
    await until(`bert sees anna after ${scenario}`, () => bert.look('anna'), (seen) => sees(seen) && seen.frames !== before, 30);
  }
}

/** With all ways open, the server sends by the way that the client has chosen. */
export async function agree(peer, kind) {
  const room = freshRoom();
  const anna = await peer(kind);
  const bert = await peer('chromium');
  await anna.join(room, 'anna', { line: secureUrl });
  await bert.join(room, 'bert');
  await bert.publish();
  await anna.publish();
  await until('anna sees bert', () => anna.look('bert'), sees);
  await pause(8);
  const received = () => anna.do(receivedInPage);
  const before = await received();
  await pause(3);
  const after = await received();
  const came = Object.keys(after).map((id) => ({ ...after[id], bytes: after[id].bytes - (before[id]?.bytes ?? 0) }));
  const all = came.reduce((sum, each) => sum + each.bytes, 0);
  const chosen = came.filter((each) => each.chosen).reduce((sum, each) => sum + each.bytes, 0);
  expect('media comes by the chosen way', all > 50_000 && chosen > 0.95 * all, came);
}

/** What each pair of candidates has received, and whether it is the chosen one. */
async function receivedInPage() {
  const pairs = {};
  for (const [number, connection] of window.connections.entries()) {
    if (connection.connectionState === 'closed') continue;
    const stats = await connection.getStats();
    const all = [...stats.values()];
    const chosen = all.find((each) => each.type === 'transport')?.selectedCandidatePairId;
    for (const each of all.filter((one) => one.type === 'candidate-pair')) {
      pairs[`${number} ${each.id}`] = { bytes: each.bytesReceived ?? 0, chosen: each.id === chosen || each.selected === true };
    }
  }
  return pairs;
}

const framesOf = async (who, whom) => (await who.look(whom)).frames;

/** Frames that arrive within some seconds. */
async function framesWithin(seconds, who, whom) {
  const before = await framesOf(who, whom);
  await pause(seconds);
  return (await framesOf(who, whom)) - before;
}

/** The network gives a client another address while it sends and receives: nobody notices. */
export async function addressChanges(peer, kind) {
  const room = freshRoom();
  const anna = await peer(`${kind}+udp`);
  const bert = await peer('chromium');
  await bert.join(room, 'bert');
  await bert.publish();
  const door = await Door.to(await bert.do(candidateInPage));
  await anna.join(room, 'anna', { door });
  await anna.publish();
  await until('bert sees anna', () => bert.look('anna'), sees);
  await until('anna sees bert', () => anna.look('bert'), sees);
  for (let i = 0; i < 2; i++) {
    await door.move();
    // Until the next connectivity check, the server does not know; Firefox lets it wait for up to six seconds.
    await pause(8);
    expect('anna still sees bert', (await framesWithin(3, anna, 'bert')) > 20, 'no frames');
    expect('bert still sees anna', (await framesWithin(3, bert, 'anna')) > 20, 'no frames');
  }
  const events = await anna.do(() => window.events);
  expect('nobody reconnected', !events.includes('reconnected'), events);
  door.close();
}

/** No packet gets through for ten seconds. */
export async function pathCut(peer, kind) {
  const room = freshRoom();
  const anna = await peer(`${kind}+udp`);
  const bert = await peer('chromium');
  await bert.join(room, 'bert');
  await bert.publish();
  const door = await Door.to(await bert.do(candidateInPage));
  await anna.join(room, 'anna', { door });
  await anna.publish();
  await until('bert sees anna', () => bert.look('anna'), sees);
  await until('anna sees bert', () => anna.look('bert'), sees);
  door.cut = true;
  await pause(10);
  door.cut = false;
  await until('bert sees anna again', () => framesWithin(2, bert, 'anna'), (frames) => frames > 20, 40);
  await until('anna sees bert again', () => framesWithin(2, anna, 'bert'), (frames) => frames > 20, 40);
  expect('anna is still there', (await anna.do(() => window.room.state)) === 'connected', 'she is not');
  door.close();
}

/** Signalling is cut for ten seconds; media goes on. */
export async function lineCut(peer, kind) {
  const room = freshRoom();
  const anna = await peer(kind);
  const bert = await peer('chromium');
  const line = await Line.to(url);
  await anna.join(room, 'anna', { line: line.url });
  await bert.join(room, 'bert');
  await anna.publish();
  await bert.publish();
  await until('bert sees anna', () => bert.look('anna'), sees);
  await until('anna sees bert', () => anna.look('bert'), sees);
  line.cut();
  expect('anna still sees bert', (await framesWithin(5, anna, 'bert')) > 50, 'no frames');
  expect('bert still sees anna', (await framesWithin(5, bert, 'anna')) > 50, 'no frames');
  line.mend();
  await until('anna is back', () => anna.do(() => [window.room.state, ...window.events]), ([state, ...events]) => state === 'connected' && events.includes('reconnected'), 30);
  await until('bert sees anna', () => framesWithin(2, bert, 'anna'), (frames) => frames > 20);
  await until('anna sees bert', () => framesWithin(2, anna, 'bert'), (frames) => frames > 20);
  forgive(anna);
  line.close();
}

/** The server is started anew while people meet: they find each other again. */
export async function restarted(peer, one, other) {
  const room = freshRoom();
  const anna = await peer(one);
  const bert = await peer(other);
  await anna.join(room, 'anna');
  await bert.join(room, 'bert');
  await anna.publish();
  await bert.publish();
  await until('bert sees anna', () => bert.look('anna'), sees);
  await until('anna sees bert', () => anna.look('bert'), sees);
  await restartServer();
  await until('bert sees anna again', () => framesWithin(2, bert, 'anna'), (frames) => frames > 20, 60);
  await until('anna sees bert again', () => framesWithin(2, anna, 'bert'), (frames) => frames > 20, 60);
  forgive(anna);
  forgive(bert);
}

/** Firefox tells a page of connections that could not be made as if it were its fault. */
function forgive({ errors }) {
  errors?.splice(0, errors.length, ...errors.filter((each) => !/establish a connection|connection to .* was interrupted|Same Origin Policy|ICE failed/.test(each)));
}

/** Where a page's client has been told that the server's media is, over UDP. */
function candidateInPage() {
  const [, , , , address, port] = window.connections
    .flatMap((each) => each.remoteDescription?.sdp.split('\r\n') ?? [])
    .find((line) => /^a=candidate:\S+ 1 udp /i.test(line))
    .split(' ');
  return { address, port: Number(port) };
}

/** More people than a client has prepared sections for. */
export async function crowd(peer, kind) {
  const room = freshRoom();
  const names = ['anna', 'bert', 'carla', 'dora', 'emil'];
  for (const name of names) {
    const each = await peer('node');
    await each.join(room, name);
    await each.publish();
  }
  const late = await peer(kind);
  await late.join(room, 'late');
  for (const name of names) await until(`late sees ${name}`, () => late.look(name), sees, 40);
}

/** A picture in another codec, and each of its sizes. */
export async function codecs(peer, kind, codec, ...watching) {
  const room = freshRoom();
  const anna = await peer(kind);
  await anna.join(room, 'anna');
  await anna.publish({ videoCodec: codec, backupCodec: false });
  const watchers = [];
  for (const each of watching) {
    const watcher = await peer(each);
    await watcher.join(room, `${each} ${watchers.length}`);
    watchers.push(watcher);
  }
  for (const each of watchers) await until(`${each.identity} sees anna`, () => each.look('anna'), (seen) => sees(seen) && seen.width === 1280, 40);
  const [bert] = watchers;
  const { videoCodec } = await bert.look('anna');
  expect('the codec is the one that was chosen', videoCodec?.toLowerCase() === `video/${codec}`, videoCodec);
  for (const [quality, width] of [['LOW', 320], ['MEDIUM', 640], ['HIGH', 1280]]) {
    await choose(bert, 'anna', quality);
    const { frames } = await until(`a width of ${width} comes`, () => bert.look('anna'), (seen) => seen.width === width && isTheirPicture(seen), 30);
    await until(`pictures of ${width} go on`, () => bert.look('anna'), (seen) => seen.frames > frames + 20 && seen.width === width);
  }
  const { lost } = await bert.look('anna');
  expect('nothing is missed of what was left out', lost === 0, lost);
  for (const each of watchers.slice(1)) {
    const before = await each.look('anna');
    await until(`${each.identity} still has the large picture`, () => each.look('anna'), (seen) => seen.frames > before.frames + 10 && seen.width === 1280);
  }
}

/** A subscriber gets the encoding that it asks for. */
export async function layers(peer, kind) {
  const room = freshRoom();
  const anna = await peer(kind);
  await anna.join(room, 'anna');
  await anna.publish();
  const bert = await peer('chromium');
  await bert.join(room, 'bert');
  await until('the largest picture comes', () => bert.look('anna'), (seen) => seen.width === 1280, 40);
  const choose = (quality) =>
    bert.do((wanted) => {
      const { VideoQuality } = window.LivekitClient;
      for (const each of window.room.remoteParticipants.get('anna').videoTrackPublications.values()) {
        each.setVideoQuality(VideoQuality[wanted]);
      }
    }, quality);
  await choose('LOW');
  await until('the smallest picture comes', () => bert.look('anna'), (seen) => seen.width === 320);
  await choose('MEDIUM');
  await until('the middle picture comes', () => bert.look('anna'), (seen) => seen.width === 640);
  const before = await bert.look('anna');
  await choose('HIGH');
  const after = await until('the largest picture is back', () => bert.look('anna'), (seen) => seen.width === 1280);
  expect('the picture is still theirs', isTheirPicture(after) && after.frames > before.frames, after);
}

/** Muting, unpublishing, publishing again. */
export async function mutes(peer, kind) {
  const room = freshRoom();
  const anna = await peer(kind);
  const bert = await peer('chromium');
  await anna.join(room, 'anna');
  await bert.join(room, 'bert');
  await anna.publish();
  await until('bert sees anna', () => bert.look('anna'), sees);
  await anna.do(() => window.room.localParticipant.setMicrophoneEnabled(false));
  const muted = () => bert.do(() => window.room.remoteParticipants.get('anna').isMicrophoneEnabled);
  await until('bert knows that anna is muted', muted, (enabled) => enabled === false);
  await anna.do(() => window.room.localParticipant.setMicrophoneEnabled(true));
  await until('bert knows that anna is not muted', muted, (enabled) => enabled === true);
  await anna.do(async () => {
    const me = window.room.localParticipant;
    for (const each of me.trackPublications.values()) await me.unpublishTrack(each.track.mediaStreamTrack);
  });
  await until('anna shows nothing any more', () => bert.look('anna'), (seen) => seen.tracks === 0);
  await anna.publish();
  await until('bert sees anna again', () => bert.look('anna'), sees);
}

/** What ends is not seen any longer, even by whoever goes on looking. */
export async function endings(peer, kind, codec) {
  const room = freshRoom();
  const anna = await peer(kind);
  const bert = await peer('chromium');
  await anna.join(room, 'anna');
  await bert.join(room, 'bert');
  await anna.publish({ videoCodec: codec });
  await until('bert sees anna', () => bert.look('anna'), sees);
  await bert.do(() => {
    const { track } = window.room.remoteParticipants.get('anna').getTrackPublication('camera');
    window.kept = Object.assign(document.createElement('video'), { muted: true, autoplay: true });
    window.kept.srcObject = new MediaStream([track.mediaStreamTrack]);
    document.body.append(window.kept);
  });
  const kept = () =>
    bert.do(() => {
      const pen = Object.assign(document.createElement('canvas'), { width: 4, height: 4 }).getContext('2d');
      pen.drawImage(window.kept, 0, 0, 4, 4);
      return { width: window.kept.videoWidth, colour: [...pen.getImageData(1, 1, 1, 1).data].slice(0, 3) };
    });
  await until('bert keeps the picture', kept, (seen) => seen.width > 16 && Math.max(...seen.colour) > 200);
  await anna.do(async () => {
    const me = window.room.localParticipant;
    for (const each of me.videoTrackPublications.values()) await me.unpublishTrack(each.track.mediaStreamTrack);
  });
  await until('it is gone', kept, (seen) => seen.width === 16 && Math.max(...seen.colour) - Math.min(...seen.colour) < 20);
}

/** Who asks for fewer pictures per second gets fewer, and they are whole. */
export async function fewer(peer, kind, codec) {
  const room = freshRoom();
  const anna = await peer(kind);
  const bert = await peer('chromium');
  await anna.join(room, 'anna');
  await bert.join(room, 'bert');
  await anna.publish({ videoCodec: codec });
  await until('bert sees anna', () => bert.look('anna'), sees);
  const enough = (count) =>
    bert.do((fps) => window.room.remoteParticipants.get('anna').getTrackPublication('camera').setVideoFPS(fps), count);
  const all = await until('pictures come', () => framesWithin(3, bert, 'anna'), (count) => count > 30);
  await enough(3);
  const few = await until('fewer come', () => framesWithin(3, bert, 'anna'), (count) => count < 0.6 * all);
  expect('but some', few > 5, few);
  expect('and they are whole', isTheirPicture(await bert.look('anna')), await bert.look('anna'));
  await enough(60);
  await until('all come again', () => framesWithin(3, bert, 'anna'), (count) => count > 0.8 * all);
}

/** Whoever makes a sound is told to be speaking. */
export async function speakers(peer, kind) {
  const room = freshRoom();
  const anna = await peer(kind);
  const bert = await peer('chromium');
  await anna.join(room, 'anna');
  await bert.join(room, 'bert');
  await anna.publish();
  await until('bert hears that anna speaks', () => bert.do(() => window.events), (events) => events.includes('speaks anna'));
}

/** Messages, to all and to one, and calls. */
export async function data(peer, one, other) {
  const room = freshRoom();
  const anna = await peer(one);
  const bert = await peer(other);
  const carla = await peer('chromium');
  await anna.join(room, 'anna');
  await bert.join(room, 'bert');
  await carla.join(room, 'carla');
  const send = (who, text, options) =>
    who.do
      ? who.do(([words, how]) => window.room.localParticipant.publishData(new TextEncoder().encode(words), how), [text, options])
      : who.room.localParticipant.publishData(new TextEncoder().encode(text), {
          reliable: options.reliable,
          topic: options.topic,
          destination_identities: options.destinationIdentities,
        });
  const heard = (who) => (who.do ? who.do(() => window.heard) : who.heard);
  const has = (text, from, topic) => (all) => all.some((each) => each.text === text && each.from === from && each.topic === topic);
  await send(anna, 'to all', { reliable: true, topic: 'chat' });
  await until('bert hears anna', () => heard(bert), has('to all', 'anna', 'chat'));
  await until('carla hears anna', () => heard(carla), has('to all', 'anna', 'chat'));
  await send(bert, 'to carla', { reliable: true, topic: 'x', destinationIdentities: ['carla'] });
  await until('carla hears bert', () => heard(carla), has('to carla', 'bert', 'x'));
  await until(
    'something arrives of what may be lost',
    async () => {
      await send(bert, 'lossy', { reliable: false, topic: 'y' });
      return heard(anna);
    },
    has('lossy', 'bert', 'y'),
  );
  expect('anna does not hear what is for carla', !has('to carla', 'bert', 'x')(await heard(anna)), await heard(anna));
  const text = 'long '.repeat(20_000);
  await carla.do(() => window.room.registerTextStreamHandler('story', async (reader) => window.heard.push({ text: await reader.readAll(), from: 'stream', topic: 'story' })));
  await carla.do(() => window.room.registerRpcMethod('double', async (call) => String(2 * Number(call.payload))));
  const sendText = (who) =>
    who.do
      ? who.do((words) => window.room.localParticipant.sendText(words, { topic: 'story' }), text)
      : who.room.localParticipant.sendText(text, { topic: 'story' });
  await sendText(anna);
  await until('carla reads a long text', () => heard(carla), has(text, 'stream', 'story'));
  const call = (who) =>
    who.do
      ? who.do(() => window.room.localParticipant.performRpc({ destinationIdentity: 'carla', method: 'double', payload: '21' }))
      : who.room.localParticipant.performRpc({ destinationIdentity: 'carla', method: 'double', payload: '21' });
  const answer = await call(bert);
  expect('a call is answered', answer === '42', answer);
}

/** Frames of a data track reach who subscribes to it, and nobody else. */
export async function dataTracks(peer, one, other) {
  const room = freshRoom();
  const anna = await peer(one);
  const bert = await peer(other);
  const carla = await peer('chromium');
  const collect = (who) =>
    who.do(() => {
      window.frames = [];
      window.tracks = new Map();
      window.room.on('dataTrackPublished', (track) => window.tracks.set(track.info.name, track));
      window.collect = async (name) => {
        const reader = window.tracks.get(name).subscribe().getReader();
        for (let next = await reader.read(); !next.done; next = await reader.read()) {
          window.frames.push(`${name} ${next.value.payload.length} ${next.value.payload[0]}`);
        }
        window.frames.push(`${name} ended`);
      };
    });
  await anna.join(room, 'anna');
  await bert.join(room, 'bert');
  await carla.join(room, 'carla');
  for (const each of [bert, carla]) await collect(each);
  await anna.do(async () => {
    window.mine = [];
    for (const name of ['small', 'large']) window.mine.push(await window.room.localParticipant.publishDataTrack({ name }));
  });
  await until('bert hears of them', () => bert.do(() => [...window.tracks.keys()].join()), (names) => names === 'small,large');
  await bert.do(() => void window.collect('large'));
  await bert.do(() => void window.collect('small'));
  const push = () =>
    anna.do(() => {
      window.mine[0].tryPush({ payload: new Uint8Array(10).fill(1) });
      // More than fits in a packet.
      window.mine[1].tryPush({ payload: new Uint8Array(5_000).fill(2) });
    });
  const frames = (who) => who.do(() => window.frames);
  await until(
    'bert gets frames of both',
    async () => {
      await push();
      return frames(bert);
    },
    (got) => got.includes('small 10 1') && got.includes('large 5000 2'),
  );
  expect('carla, who has not subscribed, gets none', (await frames(carla)).length === 0, await frames(carla));
  await carla.do(() => void window.collect('small'));
  await until(
    'carla gets frames of one',
    async () => {
      await push();
      return frames(carla);
    },
    (got) => got.includes('small 10 1'),
  );
  expect('and of no other', (await frames(carla)).every((each) => each === 'small 10 1'), await frames(carla));
  await anna.do(() => window.mine[0].unpublish());
  await until('they hear that it has ended', () => frames(bert), (got) => got.includes('small ended'));
}

/** What a token does not permit. */
export async function permissions(peer, kind) {
  const room = freshRoom();
  const listener = await peer(kind);
  await listener.join(room, 'listener', { grant: { canPublish: false } });
  const refused = await listener.publish().then(() => 'published', (error) => error.message);
  expect('publishing is refused', refused !== 'published', refused);
  const anna = await peer(kind);
  await anna.join(room, 'anna', { grant: { canSubscribe: false } });
  await anna.publish();
  await until('the listener sees anna', () => listener.look('anna'), sees);
  for (const [what, attempt] of [
    ['a token of another key', `${(await token(room, 'x')).slice(0, -6)}AAAAAA`],
    ['no token', 'nothing'],
    ['a token that may not join', await token(room, 'x', { roomJoin: false })],
    ['a stale token', await token(room, 'x', {}, { ttl: -600 })],
  ]) {
    const stranger = await peer(kind);
    const joined = await stranger.join(room, 'x', { attempt }).then(() => true, () => false);
    expect(`${what} lets nobody in`, !joined, joined);
  }
}

/** The same person comes in a second time. */
export async function twice(peer, kind) {
  const room = freshRoom();
  const first = await peer(kind);
  await first.join(room, 'anna');
  const second = await peer(kind);
  await second.join(room, 'anna');
  const { DisconnectReason } = await import('livekit-server-sdk').then((sdk) => ({ DisconnectReason: sdk.DisconnectReason ?? { DUPLICATE_IDENTITY: 2 } }));
  await until('the first is sent away', () => first.do(() => window.events), (events) => events.includes(`disconnected ${DisconnectReason.DUPLICATE_IDENTITY}`));
}

const eventsOf = (peer) => () => peer.do(() => window.events);
const has = (event) => (events) => events.includes(event);

/** Which of the sizes of a camera are being sent. */
const encodings = (publisher) => () =>
  publisher.do(() => {
    const [camera] = window.room.localParticipant.videoTrackPublications.values();
    return camera.track.sender.getParameters().encodings.map((each) => each.active);
  });

const choose = (watcher, publisher, quality) =>
  watcher.do(
    ([who, wanted]) => {
      for (const each of window.room.remoteParticipants.get(who).videoTrackPublications.values()) {
        if (wanted === 'OFF') each.setEnabled(false);
        else {
          each.setEnabled(true);
          each.setVideoQuality(window.LivekitClient.VideoQuality[wanted]);
        }
      }
    },
    [publisher, quality],
  );

/** A publisher sends only what somebody watches. */
export async function dynacast(peer, kind) {
  const room = freshRoom();
  const anna = await peer(kind);
  await anna.join(room, 'anna', { client: { dynacast: true } });
  await anna.publish();
  const all = (wanted) => (active) => JSON.stringify(active) === JSON.stringify(wanted);
  await until('nobody watches, and nothing is sent', encodings(anna), all([false, false, false]));
  const bert = await peer('chromium');
  await bert.join(room, 'bert');
  await until('bert sees the large picture', () => bert.look('anna'), (seen) => sees(seen) && seen.width === 1280, 40);
  expect('all is sent', all([true, true, true])(await encodings(anna)()), 'not all');
  await choose(bert, 'anna', 'LOW');
  await until('only the small one is sent', encodings(anna), all([true, false, false]));
  const { frames } = await bert.look('anna');
  await until('bert sees it', () => bert.look('anna'), (seen) => seen.width === 320 && seen.frames > frames + 10);
  await choose(bert, 'anna', 'OFF');
  await until('nothing is sent', encodings(anna), all([false, false, false]));
  await choose(bert, 'anna', 'HIGH');
  await until('bert sees the large one again', () => bert.look('anna'), (seen) => seen.width === 1280 && isTheirPicture(seen) && seen.frames > frames + 20, 40);
}

/** Who cannot decode a codec gets another. */
export async function backup(peer, kind, codec) {
  const room = freshRoom();
  const anna = await peer(kind);
  await anna.join(room, 'anna', { client: { dynacast: true } });
  await anna.publish({ videoCodec: codec, backupCodec: { codec: 'vp8', encoding: { maxBitrate: 1_000_000, maxFramerate: 25 } } });
  const bert = await peer('chromium');
  await bert.join(room, 'bert');
  const carla = await peer('firefox');
  await carla.join(room, 'carla');
  await until('bert sees anna', () => bert.look('anna'), sees, 40);
  await until('carla sees anna too', () => carla.look('anna'), sees, 40);
  const { videoCodec: his } = await bert.look('anna');
  expect('he in the codec that was chosen', his?.toLowerCase() === `video/${codec}`, his);
  const { videoCodec: hers } = await carla.look('anna');
  expect('she in the other', hers?.toLowerCase() === 'video/vp8', hers);
}

/** A way that bears no picture still bears sound; pictures come back with it. */
export async function pauses(peer, kind) {
  const room = freshRoom();
  const anna = await peer('chromium');
  await anna.join(room, 'anna');
  await anna.publish();
  const bert = await peer(kind);
  await bert.join(room, 'bert');
  await until('bert sees anna', () => bert.look('anna'), sees);
  await bert.do(() => window.room.simulateScenario('subscriber-bandwidth', 60_000));
  await until('the picture pauses', eventsOf(bert), has('paused anna camera'));
  const before = await bert.look('anna');
  await until('sound goes on', () => bert.look('anna'), (seen) => seen.energy > before.energy + 0.01);
  const { frames } = await bert.look('anna');
  expect('no picture comes', frames < before.frames + 10, frames - before.frames);
  await bert.do(() => window.room.simulateScenario('subscriber-bandwidth', 0));
  await until('the picture comes back', eventsOf(bert), has('active anna camera'));
  await until('bert sees it', () => bert.look('anna'), (seen) => seen.frames > frames + 20 && isTheirPicture(seen));
}

/** Somebody chooses who may see them; everybody learns how well they are connected. */
export async function audience(peer, kind) {
  const room = freshRoom();
  const anna = await peer(kind);
  const bert = await peer(kind);
  const carla = await peer(kind);
  await anna.join(room, 'anna');
  await anna.publish();
  await bert.join(room, 'bert');
  await carla.join(room, 'carla');
  for (const each of [bert, carla]) await until('they see anna', () => each.look('anna'), sees);
  await anna.do(() => window.room.localParticipant.setTrackSubscriptionPermissions(false, [{ participantIdentity: 'bert', allowAll: true }]));
  await until('carla sees her no more', eventsOf(carla), has('unsubscribed anna camera'));
  await until('and is told why', eventsOf(carla), has('not_allowed anna camera'));
  const { frames } = await bert.look('anna');
  await until('bert still does', () => bert.look('anna'), (seen) => seen.frames > frames + 10);
  expect('bert was not sent away', !has('unsubscribed anna camera')(await eventsOf(bert)()), 'he was');
  const dora = await peer(kind);
  await dora.join(room, 'dora');
  const permission = () => dora.do(() => [...window.room.remoteParticipants.get('anna').videoTrackPublications.values()].map((each) => each.permissionStatus));
  await until('who comes later may not either', permission, has('not_allowed'));
  expect('and sees nothing', (await dora.look('anna')).frames === 0, 'frames');
  await anna.do(() => window.room.localParticipant.setTrackSubscriptionPermissions(true));
  for (const each of [carla, dora]) await until('both see her again', () => each.look('anna'), (seen) => isTheirPicture(seen) && seen.frames > 20, 30);
  await until('bert knows how well he is connected', eventsOf(bert), has('excellent bert'));
  await until('and anna', eventsOf(bert), has('excellent anna'));
}

/** What clients can have happen to themselves. */
export async function simulations(peer, kind) {
  const room = freshRoom();
  const anna = await peer(kind);
  const bert = await peer('chromium');
  await anna.join(room, 'anna');
  await bert.join(room, 'bert');
  await anna.publish();
  await until('bert sees anna', () => bert.look('anna'), sees);
  await anna.do(() => window.room.simulateScenario('speaker'));
  await until('anna seems to speak', eventsOf(bert), has('speaks anna'));
  for (const scenario of ['disconnect-signal-on-resume', 'disconnect-signal-on-resume-no-messages', 'resume-reconnect', 'migration', 'node-failure', 'leave-full-reconnect']) {
    await anna.do((name) => {
      window.events = [];
      return window.room.simulateScenario(name);
    }, scenario);
    await until(`anna is back after ${scenario}`, eventsOf(anna), has('reconnected'), 40);
    const before = (await bert.look('anna')).frames;
    await until(`bert sees anna after ${scenario}`, () => bert.look('anna'), (seen) => sees(seen) && seen.frames !== before, 30);
  }
  await anna.do(() => window.room.simulateScenario('server-leave'));
  await until('anna is sent away', eventsOf(anna), (events) => events.some((each) => each.startsWith('disconnected')));
}

/** Signalling is cut and taken up again. */
export async function resumes(peer, kind) {
  const room = freshRoom();
  const anna = await peer(kind);
  const bert = await peer('chromium');
  await anna.join(room, 'anna');
  await bert.join(room, 'bert');
  await anna.publish();
  await until('bert sees anna', () => bert.look('anna'), sees);
  for (const scenario of ['signal-reconnect', 'full-reconnect']) {
    await anna.do(() => {
      window.events = [];
    });
    await anna.do((name) => window.room.simulateScenario(name), scenario);
    await until(`anna is back after ${scenario}`, () => anna.do(() => window.events), (events) => events.includes('reconnected'));
    const before = (await bert.look('anna')).frames;
    await until(`bert sees anna after ${scenario}`, () => bert.look('anna'), (seen) => sees(seen) && seen.frames !== before, 30);
  }
}

/** What other programs do with rooms, and what they are told. */
export async function api(peer, kind) {
  const rooms = new RoomServiceClient(url, credentials.key, credentials.secret);
  const receiver = new WebhookReceiver(credentials.key, credentials.secret);
  const told = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', async () => {
      told.push(await receiver.receive(body, request.headers.authorization).then((event) => event, (error) => ({ event: error.message })));
      response.end();
    });
  });
  await new Promise((ready) => server.listen(Number(process.env.ALLMENDE_WEBHOOK_PORT), '127.0.0.1', ready));
  const room = freshRoom();
  const made = await rooms.createRoom({ name: room, metadata: 'about', emptyTimeout: 60, maxParticipants: 7 });
  expect('the room is as it was asked for', made.name === room && made.metadata === 'about' && made.maxParticipants === 7, made.name);
  const anna = await peer(kind);
  await anna.join(room, 'anna');
  await anna.publish();
  const listed = await until('anna is listed', () => rooms.listParticipants(room), ([first]) => first?.tracks.length === 2);
  expect('the room is listed', (await rooms.listRooms([room]))[0].numParticipants === 1, 'not one');
  const microphone = listed[0].tracks.find((track) => track.source === 2);
  await rooms.mutePublishedTrack(room, 'anna', microphone.sid, true);
  await until('anna is muted', () => anna.do(() => window.room.localParticipant.isMicrophoneEnabled), (enabled) => enabled === false);
  await rooms.updateParticipant(room, 'anna', { metadata: 'new', name: 'Dr Anna', attributes: { hand: 'up' } });
  await until(
    'anna has another name',
    () => anna.do(() => [window.room.localParticipant.name, window.room.localParticipant.metadata, window.room.localParticipant.attributes.hand]),
    ([name, metadata, hand]) => name === 'Dr Anna' && metadata === 'new' && hand === 'up',
  );
  await rooms.updateRoomMetadata(room, 'changed');
  await until('the room says something else', () => anna.do(() => window.room.metadata), (metadata) => metadata === 'changed');
  await rooms.sendData(room, new TextEncoder().encode('from the server'), 0, { topic: 'news' });
  await until('anna hears the server', () => anna.do(() => window.heard), (all) => all.some((each) => each.text === 'from the server' && each.topic === 'news'));
  await rooms.updateParticipant(room, 'anna', { permission: { canPublish: false, canSubscribe: true, canPublishData: true } });
  await until('anna publishes nothing any more', () => rooms.getParticipant(room, 'anna'), (who) => who.tracks.length === 0);
  await rooms.removeParticipant(room, 'anna');
  await until('anna is sent away', () => anna.do(() => window.events), (events) => events.some((each) => each.startsWith('disconnected')));
  const missing = await rooms.getParticipant(room, 'anna').then(() => 'found', (error) => error.code ?? error.message);
  expect('nobody is found', missing === 'not_found', missing);
  await rooms.deleteRoom(room);
  expect('the room is gone', (await rooms.listRooms([room])).length === 0, 'still there');
  const stranger = new RoomServiceClient(url, credentials.key, 'another secret, which is wrong for it');
  const refused = await stranger.listRooms().then(() => 'listed', (error) => error.code ?? error.message);
  expect('a wrong secret is refused', refused === 'unauthenticated', refused);
  const events = ['room_started', 'participant_joined', 'track_published', 'track_unpublished', 'participant_left', 'room_finished'];
  await until('all of it has been told', () => told.map((each) => each.event), (all) => events.every((name) => all.includes(name)));
  server.close();
}

/** Somebody is sent on to another room; a program calls a method of theirs. */
export async function breakout(peer, kind) {
  const rooms = new RoomServiceClient(url, credentials.key, credentials.secret);
  const [here, there] = [freshRoom(), freshRoom()];
  const anna = await peer(kind);
  const bert = await peer('chromium');
  const carla = await peer('chromium');
  await anna.join(here, 'anna');
  await anna.publish();
  await bert.join(here, 'bert');
  await carla.join(there, 'carla');
  await carla.publish();
  await until('bert sees anna', () => bert.look('anna'), sees);
  await rooms.moveParticipant(here, 'anna', there);
  await until('carla sees anna', () => carla.look('anna'), sees, 40);
  await until('anna sees carla', () => anna.look('carla'), sees, 40);
  await until('anna knows where she is', () => anna.do(() => window.room.name), (name) => name === there);
  await until('bert is alone', () => bert.do(() => window.room.remoteParticipants.size), (size) => size === 0);
  const gone = await rooms.moveParticipant(here, 'anna', there).then(() => 'moved', (error) => error.code ?? error.message);
  expect('who is not there cannot be moved', gone === 'not_found', gone);
  await anna.do(() =>
    window.room.registerRpcMethod('double', async (call) => {
      if (call.payload === 'none') throw new Error('no number');
      return String(2 * Number(call.payload));
    }),
  );
  const call = async (method, payload) => {
    const admin = await token(there, 'program', { roomAdmin: true });
    const answer = await fetch(`${url}/twirp/livekit.RoomService/PerformRpc`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${admin}` },
      body: JSON.stringify({ room: there, destination_identity: 'anna', method, payload, response_timeout_ms: 5000 }),
    });
    return answer.json();
  };
  await until('a call is answered', () => call('double', '21'), ({ payload }) => payload === '42');
  const unknown = await call('triple', '1');
  expect('a method that is not there is said so', unknown.code === 'unimplemented', unknown);
  const failed = await call('double', 'none');
  expect('one that fails too', failed.code === 'aborted', failed);
}
