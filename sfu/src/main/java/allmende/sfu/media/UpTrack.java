package allmende.sfu.media;

import allmende.sfu.sight.UpFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A track as it arrives from its publisher, in one encoding or several. Belongs to a loop, except
/// for what is public.
public final class UpTrack {
  private static final DownTrack[] NOBODY = new DownTrack[0];

  private final MediaLoop loop;
  private final Codec codec;
  private final boolean screen;
  private final AudioMeter meter = new AudioMeter();
  final DelayCounts delays = new DelayCounts();
  private @Nullable UpStream[] streams = new UpStream[3];
  private DownTrack[] downs = NOBODY;
  private Packet[] waiting = new Packet[8];
  private int waitingCount;
  private @Nullable Transport transport;
  private @Nullable RecentSound recent;

  /// @param screen whether it shows a screen, which is worth more than a camera
  public UpTrack(MediaLoop loop, Codec codec, boolean screen) {
    this.loop = loop;
    this.codec = codec;
    this.screen = screen;
  }

  /// Packets of its sound may be sent several times over to whoever loses some (RFC 2198). To be
  /// said before it is received.
  public UpTrack repeating() {
    recent = new RecentSound();
    return this;
  }

  /// What may be sent once more; null if nothing may.
  @Nullable RecentSound recent() {
    return recent;
  }

  public Codec codec() {
    return codec;
  }

  /// How loud it is, in -dBov: 127 for silence.
  public int audioLevel() {
    return meter.level(System.nanoTime());
  }

  /// How it arrives. To be asked on its loop.
  public UpFigures figures(long now) {
    List<Long> layers = new ArrayList<>();
    for (int i = 0; i < (codec.isAudio() ? 1 : streams.length); i++) {
      layers.add(isAlive(i, now) ? bitrate(i) : 0);
    }
    UpFigures figures = new UpFigures(0, 0, layers, 0, 0, 0, 0, 0, delays.figures());
    for (UpStream stream : streams) {
      figures = stream == null ? figures : stream.plus(figures);
    }
    return figures;
  }

  /// Packets that have come, of all encodings.
  long packets() {
    long packets = 0;
    for (UpStream stream : streams) {
      packets += stream == null ? 0 : stream.packets();
    }
    return packets;
  }

  boolean isScreen() {
    return screen;
  }

  MediaLoop loop() {
    return loop;
  }

  void arriveOn(@Nullable Transport from) {
    transport = from;
  }

  @Nullable Transport transport() {
    return transport;
  }

  @Nullable UpStream stream(int layer) {
    return streams[layer];
  }

  void add(UpStream stream) {
    streams[stream.layer] = stream;
  }

  void add(DownTrack down) {
    downs = Arrays.copyOf(downs, downs.length + 1);
    downs[downs.length - 1] = down;
  }

  void remove(DownTrack down) {
    downs = Arrays.stream(downs).filter(each -> each != down).toArray(DownTrack[]::new);
  }

  void heard(int minusDbov, long now) {
    meter.hear(minusDbov, now);
  }

  /// Takes a packet for everybody who wants it. It waits for [#passOn].
  void take(Packet packet) {
    RecentSound sound = recent;
    if (sound != null && !packet.stream().receiver.how.isRed(packet.rtp.payloadType())) {
      sound.add(packet.index, packet.rtp);
    }
    if (waitingCount == 0) {
      loop.waits(this);
    }
    if (waitingCount == waiting.length) {
      waiting = Arrays.copyOf(waiting, 2 * waitingCount);
    }
    waiting[waitingCount++] = packet;
  }

  /// Sends what waits, to one subscriber after the other: what one gets can so leave together.
  void passOn() {
    int count = waitingCount;
    waitingCount = 0;
    for (DownTrack down : downs) {
      for (int i = 0; i < count; i++) {
        down.forward(waiting[i]);
      }
    }
    long now = System.nanoTime();
    for (int i = 0; i < count; i++) {
      delays.add(now - waiting[i].arrived);
      loop.bench().traffic.delays.add(now - waiting[i].arrived);
    }
  }

  /// The stream that carries a layer: one of simulcast has its own, one of a layered stream shares
  /// it with those below.
  @Nullable UpStream carrier(int layer) {
    UpStream lowest = streams[0];
    return lowest != null && lowest.rates.layers() > 1 ? lowest : streams[layer];
  }

  /// Which of its stream's layers that is.
  private static int within(UpStream carrier, int layer) {
    return carrier.rates.layers() > 1 ? layer : 0;
  }

  /// Whether a layer is sent at present.
  boolean isAlive(int layer, long now) {
    UpStream stream = carrier(layer);
    return stream != null && stream.rates.isAlive(within(stream, layer), now);
  }

  /// In bit/s, of the last seconds; 0 before it is known.
  long bitrate(int layer) {
    UpStream stream = carrier(layer);
    return stream == null ? 0 : stream.rates.rate(within(stream, layer));
  }

  /// In bit/s, of a layer with its temporal layers up to one.
  long bitrate(int layer, int temporal) {
    UpStream stream = carrier(layer);
    return stream == null ? 0 : stream.rates.rate(within(stream, layer), temporal);
  }

  /// How many temporal layers a layer has; 1 where pictures cannot be left out.
  int temporalLayers(int layer) {
    UpStream stream = carrier(layer);
    return stream == null ? 1 : stream.rates.temporalLayers();
  }

  /// The lowest of them with which so many pictures come in a second.
  int temporalLayerFor(int layer, int perSecond) {
    UpStream stream = carrier(layer);
    return stream == null ? 0 : stream.rates.temporalLayerFor(perSecond);
  }

  /// The largest layer up to a limit that is sent at present; else the smallest above it; else
  /// none, -1.
  int bestLayer(int limit, long now) {
    int above = -1;
    for (int i = streams.length - 1; i >= 0; i--) {
      if (isAlive(i, now)) {
        if (i <= limit) {
          return i;
        }
        above = i;
      }
    }
    return above;
  }

  /// Asks the publisher for a key frame of a layer, if it has not been asked just now.
  void needKeyFrame(int layer, long now) {
    UpStream stream = layer < 0 ? first() : carrier(layer);
    Transport from = transport;
    if (stream != null && from != null && stream.mayAskForKeyFrame(now)) {
      from.incoming().askForKeyFrame(stream);
    }
  }

  private @Nullable UpStream first() {
    for (UpStream stream : streams) {
      if (stream != null) {
        return stream;
      }
    }
    return null;
  }
}
