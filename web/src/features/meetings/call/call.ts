import type { Participant, RemoteTrack, Room, Track, TrackPublication } from 'livekit-client';
import type { Choices } from '../choices';
import type { Admitted, Role } from '../meetings';
import { type Trouble, troubleOf } from '../trouble';

/** Why one is no longer in a meeting. */
export type Ending = 'left' | 'removed' | 'ended' | 'elsewhere' | 'lost' | 'failed' | 'full';

/** Somebody in the meeting, as shown. */
export type Person = {
  identity: string;
  name: string;
  role: Role | null;
  isMe: boolean;
  micOn: boolean;
  speaking: boolean;
  camera: Track | null;
  screen: Track | null;
  sounds: readonly RemoteTrack[];
};

export type CallState = {
  phase: 'connecting' | 'connected' | 'reconnecting' | 'over';
  ending: Ending | null;
  /** Oneself first, the others as they came. */
  people: readonly Person[];
  micOn: boolean;
  cameraOn: boolean;
  sharing: boolean;
  /** The browser plays nothing before somebody presses a button. */
  silenced: boolean;
};

/** What somebody who does not look at the pictures would miss. */
export type News = { what: 'joined' | 'left' | 'sharing'; name: string } | { what: 'muted' | 'reconnected' };

const NOBODY: CallState = {
  phase: 'connecting',
  ending: null,
  people: [],
  micOn: false,
  cameraOn: false,
  sharing: false,
  silenced: false,
};

/** One stay in a meeting: LiveKit's room, told to React as states that never change. */
export class Call {
  #state = NOBODY;
  #room: Room | null = null;
  #library: typeof import('livekit-client') | null = null;
  #listeners = new Set<() => void>();
  #hearers = new Set<(news: News) => void>();
  #holders = 0;
  #talkedByKey = false;
  /** Whether the microphone is being muted by ourselves, so that we do not tell ourselves that the host did it. */
  #muting = false;

  get state(): CallState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): CallState => this.#state;

  hear(hearer: (news: News) => void): () => void {
    this.#hearers.add(hearer);
    return () => this.#hearers.delete(hearer);
  }

  /** Whoever shows it holds it; when nobody has for a moment, one has left. */
  hold(): () => void {
    this.#holders++;
    return () => {
      this.#holders--;
      setTimeout(() => {
        if (this.#holders === 0) void this.leave();
      });
    };
  }

  /** Resolves with the troubles that the devices made; one is in the meeting all the same. */
  async join(entry: Admitted, choices: Choices): Promise<{ camera?: Trouble; microphone?: Trouble }> {
    try {
      const library = await import('livekit-client');
      if (this.#state.phase === 'over') return {};
      this.#library = library;
      // What goes wrong is shown on the page.
      library.setLogLevel('silent');
      const room = new library.Room({
        adaptiveStream: true,
        dynacast: true,
        audioCaptureDefaults: device(choices.microphone),
        videoCaptureDefaults: { ...device(choices.camera), resolution: library.VideoPresets.h720.resolution },
      });
      this.#room = room;
      this.#follow(room, library);
      await room.connect(location.origin.replace(/^http/, 'ws'), entry.token);
    } catch {
      this.#end('failed');
      return {};
    }
    this.#show({ phase: 'connected' });
    const troubles: { camera?: Trouble; microphone?: Trouble } = {};
    if (choices.micOn) await this.setMic(true).catch((error) => (troubles.microphone = troubleOf(error)));
    if (choices.cameraOn) await this.setCamera(true).catch((error) => (troubles.camera = troubleOf(error)));
    return troubles;
  }

  async setMic(on: boolean): Promise<void> {
    this.#muting = !on;
    try {
      await this.#room?.localParticipant.setMicrophoneEnabled(on);
    } finally {
      this.#muting = false;
      this.#show();
    }
  }

  async setCamera(on: boolean): Promise<void> {
    await this.#room?.localParticipant.setCameraEnabled(on);
    this.#show();
  }

  async setSharing(on: boolean): Promise<void> {
    await this.#room?.localParticipant.setScreenShareEnabled(on, { audio: true });
    this.#show();
  }

  /** Held keys speak only for those who are muted, and mute them again. */
  async speak(on: boolean): Promise<void> {
    if (on === this.#state.micOn || (!on && !this.#talkedByKey)) return;
    this.#talkedByKey = on;
    await this.setMic(on);
  }

  async use(kind: MediaDeviceKind, deviceId: string): Promise<void> {
    await this.#room?.switchActiveDevice(kind, deviceId);
    this.#show();
  }

  deviceOf(kind: MediaDeviceKind): string {
    return this.#room?.getActiveDevice(kind) ?? '';
  }

  async allowSound(): Promise<void> {
    await this.#room?.startAudio();
    this.#show();
  }

  async leave(): Promise<void> {
    this.#end('left');
    await this.#room?.disconnect();
  }

  #follow(room: Room, library: typeof import('livekit-client')): void {
    const { RoomEvent, ConnectionState } = library;
    for (const event of [
      RoomEvent.TrackSubscribed,
      RoomEvent.TrackUnsubscribed,
      RoomEvent.TrackUnpublished,
      RoomEvent.TrackUnmuted,
      RoomEvent.LocalTrackPublished,
      RoomEvent.LocalTrackUnpublished,
      RoomEvent.ActiveSpeakersChanged,
      RoomEvent.ParticipantNameChanged,
      RoomEvent.ParticipantAttributesChanged,
      RoomEvent.AudioPlaybackStatusChanged,
      RoomEvent.ActiveDeviceChanged,
    ] as const) {
      room.on(event, () => this.#show());
    }
    room.on(RoomEvent.ParticipantConnected, (who) => {
      this.#show();
      this.#tell({ what: 'joined', name: nameOf(who) });
    });
    room.on(RoomEvent.ParticipantDisconnected, (who) => {
      this.#show();
      this.#tell({ what: 'left', name: nameOf(who) });
    });
    room.on(RoomEvent.TrackPublished, (track, who) => {
      this.#show();
      if (track.source === library.Track.Source.ScreenShare)
        this.#tell({ what: 'sharing', name: nameOf(who) });
    });
    room.on(RoomEvent.TrackMuted, (track, who) => {
      this.#show();
      const mine = who.isLocal && track.source === library.Track.Source.Microphone;
      if (mine && !this.#muting) this.#tell({ what: 'muted' });
    });
    room.on(RoomEvent.ConnectionStateChanged, (state) => {
      if (this.#state.phase === 'over') return;
      const back = this.#state.phase === 'reconnecting' && state === ConnectionState.Connected;
      if (state === ConnectionState.Connected) this.#show({ phase: 'connected' });
      if (state === ConnectionState.Reconnecting || state === ConnectionState.SignalReconnecting) {
        this.#show({ phase: 'reconnecting' });
      }
      if (back) this.#tell({ what: 'reconnected' });
    });
    room.on(RoomEvent.Disconnected, (reason) => this.#end(endingOf(reason, library)));
  }

  #end(ending: Ending): void {
    if (this.#state.phase === 'over') return;
    this.#show({ phase: 'over', ending });
  }

  #tell(news: News): void {
    for (const hearer of this.#hearers) hearer(news);
  }

  #show(change: Partial<CallState> = {}): void {
    const room = this.#room;
    const library = this.#library;
    const me = room?.localParticipant;
    const others = room ? [...room.remoteParticipants.values()] : [];
    others.sort((a, b) => (a.joinedAt?.getTime() ?? 0) - (b.joinedAt?.getTime() ?? 0));
    const all: Participant[] = me && me.identity !== '' ? [me, ...others] : others;
    this.#state = {
      ...this.#state,
      ...change,
      people: library ? all.map((one) => personOf(one, library)) : [],
      micOn: me?.isMicrophoneEnabled ?? false,
      cameraOn: me?.isCameraEnabled ?? false,
      sharing: me?.isScreenShareEnabled ?? false,
      silenced: room ? !room.canPlaybackAudio : false,
    };
    for (const listener of this.#listeners) listener();
  }
}

function device(id: string): { deviceId?: { ideal: string } } {
  return id === '' ? {} : { deviceId: { ideal: id } };
}

function nameOf(who: Participant): string {
  return who.name || who.identity;
}

function personOf(who: Participant, { Track }: typeof import('livekit-client')): Person {
  const shown = (source: Track.Source) => seen(who.getTrackPublication(source));
  return {
    identity: who.identity,
    name: nameOf(who),
    role: roleOf(who.attributes.role),
    isMe: who.isLocal,
    micOn: who.isMicrophoneEnabled,
    speaking: who.isSpeaking,
    camera: shown(Track.Source.Camera),
    screen: shown(Track.Source.ScreenShare),
    sounds: who.isLocal
      ? []
      : [...who.audioTrackPublications.values()].flatMap(({ track }) =>
          track ? [track as RemoteTrack] : [],
        ),
  };
}

function seen(publication: TrackPublication | undefined): Track | null {
  return publication && !publication.isMuted ? (publication.track ?? null) : null;
}

function roleOf(word: string | undefined): Role | null {
  return word === 'host' || word === 'member' || word === 'guest' ? word : null;
}

function endingOf(
  reason: import('livekit-client').DisconnectReason | undefined,
  { DisconnectReason }: typeof import('livekit-client'),
): Ending {
  switch (reason) {
    case DisconnectReason.CLIENT_INITIATED:
      return 'left';
    case DisconnectReason.PARTICIPANT_REMOVED:
      return 'removed';
    case DisconnectReason.ROOM_DELETED:
      return 'ended';
    case DisconnectReason.DUPLICATE_IDENTITY:
      return 'elsewhere';
    case DisconnectReason.JOIN_FAILURE:
      return 'full';
    default:
      return 'lost';
  }
}
