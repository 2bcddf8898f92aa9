import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium, firefox } from 'playwright-core';
import { LEFT, RIGHT, secureUrl, token, url } from './world.mjs';

const PAGE = '<!doctype html><html lang="en"><title>peer</title><body><script src="/livekit.js"></script>';

/** A page from anywhere: the stock client in it is all that it has. */
async function servePage() {
  const client = await readFile(new URL('./node_modules/livekit-client/dist/livekit-client.umd.js', import.meta.url));
  const server = http.createServer((request, response) => {
    const script = request.url === '/livekit.js';
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(script ? client : PAGE);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

function launchChromium() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--disable-background-networking',
      '--disable-component-update',
      // The one certificate of the server under test, which no public authority knows.
      ...(process.env.ALLMENDE_KEY_HASH ? [`--ignore-certificate-errors-spki-list=${process.env.ALLMENDE_KEY_HASH}`] : []),
    ],
  });
}

async function launchFirefox() {
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath: fileURLToPath(new URL('./firefox-that-trusts', import.meta.url)),
    firefoxUserPrefs: {
      'app.normandy.enabled': false,
      'app.update.disabledForTesting': true,
      'media.autoplay.default': 0,
      'media.autoplay.blocking_policy': 0,
      // Without a sound card nothing would be played, or heard.
      'media.cubeb.force_mock_context': true,
      'media.navigator.permission.disabled': true,
      'media.navigator.streams.fake': true,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'services.settings.server': '',
    },
  });
  // The current ESR does not know this command, without whose answer no page opens.
  const session = Object.getPrototypeOf(browser._connection.toImpl(browser)._browserSession);
  const { send } = session;
  session.send = function answered(method, parameters) {
    return method === 'emulation.setMediaFeaturesOverride' ? Promise.resolve({}) : send.call(this, method, parameters);
  };
  return browser;
}

/** Browsers of one kind; each peer has a page of its own. */
export class Browsers {
  static async open(kind) {
    const browsers = new Browsers();
    browsers.server = await servePage();
    browsers.browser = await (kind === 'firefox' ? launchFirefox() : launchChromium());
    return browsers;
  }

  async peer(single, way) {
    const context = await this.browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(keepToWay, way);
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`http://127.0.0.1:${this.server.address().port}/`);
    return new BrowserPeer(page, single, way, errors);
  }

  async close() {
    await this.browser.close();
    this.server.close();
  }
}

class BrowserPeer {
  constructor(page, single, way, errors) {
    this.page = page;
    this.single = single;
    this.way = way;
    this.errors = errors;
  }

  /** `line` leads to the server, `door` is the port at which its media is reached in place of its own. */
  async join(room, identity, { grant, options, attempt, line, door, client = {} } = {}) {
    this.identity = identity;
    const bearer = attempt ?? (await token(room, identity, grant, options));
    await this.page.evaluate(joinInPage, {
      url: line ?? (this.way === 'turn-tls' ? secureUrl : url),
      bearer,
      door: door?.toJSON(),
      client: { singlePeerConnection: this.single, ...client },
      rtcConfig: this.way.startsWith('turn') ? { iceTransportPolicy: 'relay' } : {},
    });
  }

  /** Joins, waits for the first picture, leaves; the milliseconds between the first two. */
  async firstFrame(room, identity) {
    const bearer = await token(room, identity);
    return this.page.evaluate(firstFrameInPage, { url, bearer, client: { singlePeerConnection: this.single } });
  }

  /** A camera that shows the picture, and a microphone that hears a tone. */
  publish(camera = {}) {
    return this.page.evaluate(publishInPage, { left: LEFT, right: RIGHT, camera });
  }

  /** What has come of somebody: frames, their size, their colours, sound. */
  look(identity) {
    return this.page.evaluate(lookInPage, identity);
  }

  /** By which ways media goes, one for each peer connection. */
  ways() {
    return this.page.evaluate(waysInPage);
  }

  do(action, argument) {
    return this.page.evaluate(action, argument);
  }

  /** What the client wrote down last of its doings. */
  told() {
    return this.page.evaluate(() => window.told?.slice(-80) ?? []);
  }

  async leave() {
    await this.page.evaluate(() => window.room?.disconnect());
    await this.page.context().close();
  }
}

// What follows runs in the page.

/**
 * Takes away all ways to the server but one, as a firewall would: candidates of the server for UDP or TCP, or addresses
 * of its relays. The page's connections are kept, so that they can say what they do.
 */
function keepToWay(way) {
  const transport = { 'turn-udp': /^turn:.*=udp$/, 'turn-tcp': /^turn:.*=tcp$/, 'turn-tls': /^turns:/ }[way];
  const relays = (configuration) => {
    if (!way || !configuration?.iceServers) return configuration;
    const iceServers = configuration.iceServers
      .map((server) => ({ ...server, urls: [server.urls].flat().filter((each) => transport?.test(each)) }))
      .filter((server) => server.urls.length > 0);
    return { ...configuration, iceServers };
  };
  const reachable = (line) => !/^a=candidate:/.test(line) || !['udp', 'tcp'].includes(way) || line.split(' ')[2].toLowerCase() === way;
  const moved = (line) =>
    window.door && line.startsWith('a=candidate:') ? line.replace(/ (\S+) (\d+) typ /, ` ${window.door.address} ${window.door.port} typ `) : line;
  const Native = window.RTCPeerConnection;
  window.connections = [];
  window.RTCPeerConnection = class extends Native {
    constructor(configuration) {
      super(relays(configuration));
      window.connections.push(this);
    }

    setConfiguration(configuration) {
      super.setConfiguration(relays(configuration));
    }

    setRemoteDescription({ type, sdp }) {
      return super.setRemoteDescription({ type, sdp: sdp.split('\r\n').filter(reachable).map(moved).join('\r\n') });
    }
  };
}

async function waysInPage() {
  const ways = [];
  for (const connection of window.connections) {
    if (connection.connectionState === 'closed') continue;
    const stats = await connection.getStats();
    const all = [...stats.values()];
    const chosen = all.find((each) => each.type === 'transport')?.selectedCandidatePairId;
    const pair = chosen ? stats.get(chosen) : all.find((each) => each.type === 'candidate-pair' && each.selected);
    const local = pair && stats.get(pair.localCandidateId);
    if (local) ways.push(local.candidateType === 'relay' ? `turn-${local.relayProtocol}` : local.protocol);
  }
  return ways;
}

async function joinInPage({ url, bearer, door, client, rtcConfig }) {
  window.door = door;
  const { Room, setLogLevel, setLogExtension } = window.LivekitClient;
  window.told = [];
  setLogExtension((_level, what, { error } = {}) => window.told.push(`${new Date().toISOString()} ${what} ${error?.message ?? ''}`));
  setLogLevel('debug');
  const room = new Room({ adaptiveStream: false, dynacast: false, ...client });
  Object.assign(window, { room, heard: [], events: [] });
  room.on('trackSubscribed', (track) => document.body.append(track.attach()));
  room.on('trackUnsubscribed', (track, publication, who) => {
    for (const element of track.detach()) element.remove();
    window.events.push(`unsubscribed ${who.identity} ${publication.source}`);
  });
  room.on('dataReceived', (payload, who, _kind, topic) =>
    window.heard.push({ from: who?.identity ?? '', text: new TextDecoder().decode(payload), topic }),
  );
  room.on('activeSpeakersChanged', (speakers) => {
    for (const each of speakers) window.events.push(`speaks ${each.identity}`);
  });
  room.on('trackStreamStateChanged', (publication, state, who) => window.events.push(`${state} ${who.identity} ${publication.source}`));
  room.on('connectionQualityChanged', (quality, who) => window.events.push(`${quality} ${who.identity}`));
  room.on('trackSubscriptionPermissionChanged', (publication, status, who) =>
    window.events.push(`${status} ${who.identity} ${publication.source}`),
  );
  room.on('disconnected', (reason) => window.events.push(`disconnected ${reason}`));
  room.on('reconnected', () => window.events.push('reconnected'));
  await room.connect(url, bearer, { rtcConfig });
}

async function firstFrameInPage({ url, bearer, client }) {
  const room = new window.LivekitClient.Room({ adaptiveStream: false, dynacast: false, ...client });
  const shown = new Promise((done) => {
    room.on('trackSubscribed', (track) => {
      if (track.kind !== 'video') return;
      const element = track.attach();
      document.body.append(element);
      element.requestVideoFrameCallback(() => done(element));
    });
  });
  const began = performance.now();
  await room.connect(url, bearer);
  const element = await shown;
  const took = Math.round(performance.now() - began);
  element.remove();
  await room.disconnect();
  return took;
}

async function publishInPage({ left, right, camera }) {
  const { Track } = window.LivekitClient;
  const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
  const pen = canvas.getContext('2d');
  let frame = 0;
  const draw = () => {
    pen.fillStyle = `rgb(${left})`;
    pen.fillRect(0, 0, 640, 720);
    pen.fillStyle = `rgb(${right})`;
    pen.fillRect(640, 0, 640, 720);
    // Something has to move, or encoders have nothing to do.
    pen.fillStyle = 'white';
    pen.fillRect(((frame++ * 8) % 1200) + 10, 680, 60, 30);
  };
  draw();
  window.drawing = setInterval(draw, 40);
  const sound = new AudioContext();
  const tone = new OscillatorNode(sound, { frequency: 440 });
  const out = new MediaStreamAudioDestinationNode(sound);
  tone.connect(out);
  tone.start();
  await sound.resume();
  const [picture] = canvas.captureStream(25).getVideoTracks();
  await window.room.localParticipant.publishTrack(out.stream.getAudioTracks()[0], { source: Track.Source.Microphone });
  await window.room.localParticipant.publishTrack(picture, { source: Track.Source.Camera, simulcast: true, ...camera });
}

async function lookInPage(identity) {
  const who = window.room.remoteParticipants.get(identity);
  const seen = { frames: 0, width: 0, height: 0, energy: 0, tracks: who?.trackPublications.size ?? 0 };
  for (const publication of who?.trackPublications.values() ?? []) {
    const receiver = publication.track?.receiver;
    const stats = await receiver?.getStats();
    for (const each of stats?.values() ?? []) {
      if (each.type === 'inbound-rtp' && each.kind === 'audio') seen.energy = each.totalAudioEnergy ?? 0;
      if (each.type === 'inbound-rtp' && each.kind === 'video') {
        seen.frames = each.framesDecoded ?? 0;
        seen.lost = each.packetsLost ?? 0;
        seen.keyFrames = each.keyFramesDecoded ?? 0;
      }
      if (each.type === 'inbound-rtp') seen[`${each.kind}Codec`] = stats.get(each.codecId)?.mimeType ?? '';
    }
    const element = publication.kind === 'video' && publication.track?.attachedElements[0];
    if (element && element.videoWidth > 0) {
      seen.width = element.videoWidth;
      seen.height = element.videoHeight;
      const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 4 });
      const pen = canvas.getContext('2d', { willReadFrequently: true });
      pen.drawImage(element, 0, 0, 8, 4);
      seen.left = [...pen.getImageData(1, 1, 1, 1).data].slice(0, 3);
      seen.right = [...pen.getImageData(6, 1, 1, 1).data].slice(0, 3);
    }
  }
  return seen;
}
