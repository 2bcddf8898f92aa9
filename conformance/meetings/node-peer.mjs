import {
  AudioFrame,
  AudioSource,
  AudioStream,
  ContinualGatheringPolicy,
  IceTransportType,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  RoomEvent,
  SimulateScenarioKind,
  TrackKind,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoFrame,
  VideoSource,
  VideoStream,
} from '@livekit/rtc-node';
import { LEFT, RIGHT, token, url } from './world.mjs';

const WIDTH = 640;
const HEIGHT = 360;
const SAMPLES = 480;

/** A peer in this process, by LiveKit's native client. */
export class NodePeer {
  constructor(single, way) {
    this.single = single;
    this.way = way;
    this.room = new Room();
    this.seen = new Map();
    this.heard = [];
    this.events = [];
    this.publishing = false;
  }

  async join(room, identity, { grant, options, attempt } = {}) {
    this.identity = identity;
    this.room
      .on(RoomEvent.TrackSubscribed, (track, _publication, who) => this.watch(track, who.identity))
      .on(RoomEvent.TrackUnsubscribed, (_track, _publication, who) => this.events.push(`unsubscribed ${who.identity}`))
      .on(RoomEvent.Disconnected, (reason) => this.events.push(`disconnected ${reason}`))
      .on(RoomEvent.DataReceived, (payload, who, _kind, topic) =>
        this.heard.push({ from: who?.identity ?? '', text: new TextDecoder().decode(payload), topic }),
      );
    const bearer = attempt ?? (await token(room, identity, grant, options));
    await this.room.connect(url.replace('http', 'ws'), bearer, {
      autoSubscribe: true,
      dynacast: false,
      singlePeerConnection: this.single,
      ...(this.way.startsWith('turn') && {
        rtcConfig: { iceTransportType: IceTransportType.TRANSPORT_RELAY, continualGatheringPolicy: ContinualGatheringPolicy.GATHER_CONTINUALLY, iceServers: [] },
      }),
    });
    if (this.way === 'tcp') await this.room.simulateScenario(SimulateScenarioKind.SIMULATE_FORCE_TCP);
  }

  async watch(track, identity) {
    const seen = this.of(identity);
    if (track.kind === TrackKind.KIND_AUDIO) {
      for await (const frame of new AudioStream(track)) {
        for (const sample of frame.data) seen.energy += (sample / 32768) ** 2 / 48000;
      }
    } else {
      for await (const { frame } of new VideoStream(track)) {
        seen.frames++;
        seen.width = frame.width;
        seen.height = frame.height;
        const rgba = seen.frames % 10 === 1 ? frame.convert(VideoBufferType.RGBA) : null;
        if (rgba) {
          const at = (x, y) => [...rgba.data.slice(4 * (y * rgba.width + x), 4 * (y * rgba.width + x) + 3)];
          seen.left = at(Math.floor(rgba.width / 4), Math.floor(rgba.height / 3));
          seen.right = at(Math.floor((rgba.width * 3) / 4), Math.floor(rgba.height / 3));
        }
      }
    }
  }

  of(identity) {
    if (!this.seen.has(identity)) this.seen.set(identity, { frames: 0, width: 0, height: 0, energy: 0 });
    return this.seen.get(identity);
  }

  async publish() {
    const picture = new VideoSource(WIDTH, HEIGHT);
    const sound = new AudioSource(48000, 1);
    const camera = new TrackPublishOptions();
    camera.source = TrackSource.SOURCE_CAMERA;
    const microphone = new TrackPublishOptions();
    microphone.source = TrackSource.SOURCE_MICROPHONE;
    const me = this.room.localParticipant;
    await me.publishTrack(LocalAudioTrack.createAudioTrack('tone', sound), microphone);
    await me.publishTrack(LocalVideoTrack.createVideoTrack('picture', picture), camera);
    this.publishing = true;
    this.show(picture);
    this.sing(sound);
  }

  async show(picture) {
    const rgba = new Uint8Array(WIDTH * HEIGHT * 4);
    for (let frame = 0; this.publishing; frame++) {
      for (let i = 0; i < WIDTH * HEIGHT; i++) {
        rgba.set(i % WIDTH < WIDTH / 2 ? LEFT : RIGHT, 4 * i);
        rgba[4 * i + 3] = 255;
      }
      rgba.fill(255, 4 * WIDTH * (HEIGHT - 20) + ((frame * 16) % 2000), 4 * WIDTH * (HEIGHT - 20) + 2400);
      picture.captureFrame(new VideoFrame(rgba, WIDTH, HEIGHT, VideoBufferType.RGBA));
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  async sing(sound) {
    for (let at = 0; this.publishing; ) {
      const samples = Int16Array.from({ length: SAMPLES }, () => 8000 * Math.sin((at++ * 2 * Math.PI * 440) / 48000));
      await sound.captureFrame(new AudioFrame(samples, 48000, 1, SAMPLES));
    }
  }

  /** By which ways media goes, one for each peer connection. */
  async ways() {
    const { publisherStats, subscriberStats } = await this.room.getRtcStats();
    return [publisherStats, subscriberStats].flatMap((all) => {
      const of = (kind) => all.map(({ stats }) => stats).filter((each) => each.case === kind).map((each) => each.value);
      const chosen = of('transport').map((each) => each.transport.selectedCandidatePairId)[0];
      const pair = of('candidatePair').find((each) => each.rtc.id === chosen);
      const local = pair && of('localCandidate').find((each) => each.rtc.id === pair.candidatePair.localCandidateId);
      if (!local) return [];
      const { candidateType, protocol, relayProtocol } = local.toJSON().candidate;
      return candidateType === 'RELAY' ? `turn-${relayProtocol.replace('TRANSPORT_', '').toLowerCase()}` : protocol;
    });
  }

  look(identity) {
    return { ...this.of(identity), tracks: this.room.remoteParticipants.get(identity)?.trackPublications.size ?? 0 };
  }

  async leave() {
    this.publishing = false;
    await this.room.disconnect();
  }
}
