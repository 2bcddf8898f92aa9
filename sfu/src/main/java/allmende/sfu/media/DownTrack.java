package allmende.sfu.media;

import allmende.protocols.BigEndian;
import allmende.protocols.payload.Vp8Descriptor;
import allmende.protocols.rtcp.RtcpPacket.SenderReport;
import allmende.protocols.rtp.Retransmission;
import allmende.protocols.rtp.RtpHeaderWriter;
import allmende.protocols.rtp.RtpView;
import allmende.sfu.cc.Demand;
import allmende.sfu.cc.Share;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A track on its way to one subscriber. Whatever its publisher's encodings do, the subscriber sees
/// one stream without a break. Belongs to a loop, except for what is public.
public final class DownTrack {
  /// Of [#limit]: no encoding at all.
  public static final int NOTHING = -1;

  /// Changes of encoding across which lost packets are still sent again.
  private static final int MAPPINGS = 4;

  private static final long AUDIO_BITRATE = 48_000L;

  /// Of the smallest picture, in pixels: how large one is shown is known by what is asked for.
  private static final long SMALLEST = 320L * 180;

  private static final long REPORT_PAUSE = 1_000_000_000L;
  private static final long CHOICE_PAUSE = 100_000_000L;

  private final Transport transport;
  private final DownParameters how;
  private final UpTrack up;
  private final MediaLoop loop;
  private final Workbench bench;
  private final byte[] mid;
  private final List<Mapping> mappings = new ArrayList<>();
  private final int[] choices = new int[3];
  private int limit = 2;
  private int allowed = 2;
  private int target = NOTHING;
  private @Nullable Mapping current;
  private boolean acknowledged;
  private long lastSent;
  private int lastTimestamp;
  private int lastPicture;
  private int lastTl0;
  private long lastTime;
  private long packets;
  private long octets;
  private int rtxSequence;
  private long reported;
  private long chosen;
  private boolean closed;

  public DownTrack(Transport transport, DownParameters how, UpTrack up) {
    this.transport = transport;
    this.how = how;
    this.up = up;
    this.loop = up.loop();
    this.bench = loop.bench();
    this.mid = how.mid().getBytes(StandardCharsets.US_ASCII);
  }

  /// From now on packets flow.
  public void open() {
    loop.execute(() -> {
      if (!closed) {
        transport.outgoing().add(this);
        up.add(this);
      }
    });
  }

  /// The largest encoding that is to be sent, counted from 0, or [#NOTHING].
  public void limit(int layer) {
    loop.execute(() -> {
      limit = layer;
      chosen = 0;
      if (layer == NOTHING) {
        current = null;
      }
    });
  }

  public void close() {
    loop.execute(() -> {
      closed = true;
      transport.outgoing().remove(this);
      up.remove(this);
    });
  }

  int ssrc() {
    return how.ssrc();
  }

  /// Passes a packet on, if it is of the encoding that is sent, or begins the one that is wanted.
  void forward(Packet packet) {
    RtpView in = packet.rtp;
    long now = packet.arrived;
    Mapping mapping = current;
    if (mapping == null || mapping.stream() != packet.stream) {
      if (!mayBegin(packet)) {
        return;
      }
      mapping = begin(packet);
    }
    long sequence = packet.index + mapping.sequence();
    if (sequence < mapping.first()) {
      // Older than the key frame that the encoding began with.
      return;
    }
    if (sequence > lastSent) {
      lastSent = sequence;
      lastTimestamp = in.timestamp() + mapping.timestamp();
      lastTime = now;
    }
    packets++;
    octets += in.payloadLength();
    byte[] out = bench.outgoing;
    int at = header(how.payloadType(), how.ssrc(), (int) sequence, in, mapping);
    send(out, at + payload(in, mapping, out, at), now);
  }

  /// Gives a packet its number among all of the transport's, and sends it.
  private void send(byte[] out, int length, long now) {
    Allotment allotment = transport.outgoing().allotment();
    if (countsForTransport() && allotment != null) {
      int value = bench.headers.valueOf(how.extensions().transportCc());
      BigEndian.put16(out, value, allotment.sent(length, now));
    }
    transport.sendRtp(out, length);
  }

  /// Whether the client tells when packets of this track arrive.
  boolean countsForTransport() {
    return how.extensions().transportCc() > 0;
  }

  private boolean mayBegin(Packet packet) {
    if (limit == NOTHING) {
      return false;
    }
    if (up.codec().isAudio()) {
      return true;
    }
    int layer = packet.stream().layer;
    return packet.beginsKeyFrame
        && (layer == target || current == null && (layer <= limit || target == NOTHING));
  }

  /// Makes what comes next follow what was sent before.
  private Mapping begin(Packet packet) {
    RtpView in = packet.rtp;
    UpStream from = packet.stream();
    boolean fresh = packets == 0;
    long first = fresh ? packet.index : lastSent + 1;
    int timestamp = fresh ? in.timestamp() : timestampAfter(in, from, packet.arrived);
    int picture = 0;
    int tl0 = 0;
    Vp8Descriptor vp8 = bench.vp8;
    if (!fresh
        && up.codec() == Codec.VP8
        && vp8.wrap(in.bytes(), in.payloadOffset(), in.payloadLength())) {
      picture = lastPicture + 1 - vp8.pictureId();
      tl0 = lastTl0 + 1 - vp8.tl0PictureIndex();
    }
    Mapping mapping =
        new Mapping(from, first, first - packet.index, timestamp - in.timestamp(), picture, tl0);
    if (fresh) {
      lastSent = first - 1;
    }
    current = mapping;
    mappings.add(mapping);
    if (mappings.size() > MAPPINGS) {
      mappings.removeFirst();
    }
    return mapping;
  }

  /// The clocks of encodings differ. The publisher's reports tell how; without them, the time that
  /// has passed has to do.
  private int timestampAfter(RtpView in, UpStream from, long now) {
    int rate = up.codec().clockRate();
    int passed = Math.max(1, (int) ((now - lastTime) / 1_000 * rate / 1_000_000));
    Mapping before = mappings.getLast();
    UpStream.SenderClock old = before.stream().clock();
    UpStream.SenderClock clock = from.clock();
    int next = lastTimestamp + passed;
    if (before.stream() == from) {
      next = in.timestamp() + before.timestamp();
    } else if (old != null && clock != null) {
      int between = (int) ((clock.ntp() - old.ntp() >> 16) * rate >> 16);
      next = in.timestamp() - clock.rtp() + old.rtp() + between + before.timestamp();
    }
    // Never back, and never far from what has passed on the wall.
    int ahead = next - lastTimestamp;
    return ahead <= 0 || Math.abs(ahead - passed) > 2 * rate ? lastTimestamp + passed : next;
  }

  private int header(int payloadType, int ssrc, int sequence, RtpView in, Mapping mapping) {
    RtpHeaderWriter writer = bench.headers.begin();
    int id = how.extensions().mid();
    if (id > 0 && !acknowledged) {
      writer.extension(id, mid, 0, mid.length);
    }
    if (countsForTransport()) {
      writer.reserve(how.extensions().transportCc(), 2);
    }
    return writer.write(
        bench.outgoing,
        0,
        in.marker(),
        payloadType,
        sequence & 0xFFFF,
        in.timestamp() + mapping.timestamp(),
        ssrc);
  }

  private int payload(RtpView in, Mapping mapping, byte[] out, int at) {
    int length = in.payloadLength();
    System.arraycopy(in.bytes(), in.payloadOffset(), out, at, length);
    Vp8Descriptor vp8 = bench.vp8;
    if (up.codec() == Codec.VP8 && vp8.wrap(out, at, length) && vp8.pictureId() >= 0) {
      int picture = vp8.pictureId() + mapping.picture() & 0x7FFF;
      int tl0 = vp8.tl0PictureIndex() + mapping.tl0() & 0xFF;
      vp8.setPictureId(picture);
      vp8.setTl0PictureIndex(tl0);
      if ((picture - lastPicture & 0x7FFF) < 0x4000) {
        lastPicture = picture;
        lastTl0 = tl0;
      }
    }
    return length;
  }

  /// The subscriber lacks a packet: it gets it in the stream of retransmissions (RFC 4588), or
  /// where none is agreed on, as it was.
  void resend(int sequence) {
    if (packets > 0) {
      find(sequence);
    }
  }

  /// Sends one of the last packets once more, to find out what the way bears.
  ///
  /// @param back how many packets ago it was sent
  /// @return false when there is none, or no stream for it
  boolean sendAgain(int back) {
    if (current == null || packets <= back || how.rtxPayloadType() < 0) {
      return false;
    }
    return find((int) (lastSent - back) & 0xFFFF);
  }

  private boolean find(int sequence) {
    long wanted = lastSent + (short) (sequence - (int) lastSent);
    for (int i = mappings.size() - 1; i >= 0; i--) {
      if (wanted >= mappings.get(i).first()) {
        return resend(wanted, mappings.get(i));
      }
    }
    return false;
  }

  private boolean resend(long wanted, Mapping mapping) {
    int original = (int) (wanted - mapping.sequence()) & 0xFFFF;
    byte[] kept = bench.kept;
    int length = mapping.stream().copy(original, kept);
    RtpView in = bench.keptView;
    if (length == 0 || !in.wrap(kept, 0, length)) {
      return false;
    }
    byte[] out = bench.outgoing;
    if (how.rtxPayloadType() < 0) {
      int at = header(how.payloadType(), how.ssrc(), (int) wanted, in, mapping);
      send(out, at + payload(in, mapping, out, at), System.nanoTime());
      return true;
    }
    int at = header(how.rtxPayloadType(), how.rtxSsrc(), rtxSequence++, in, mapping);
    BigEndian.put16(out, at, (int) wanted & 0xFFFF);
    at += Retransmission.LENGTH;
    send(out, at + payload(in, mapping, out, at), System.nanoTime());
    return true;
  }

  /// The subscriber cannot go on without a key frame.
  void needsKeyFrame(long now) {
    Mapping mapping = current;
    up.needKeyFrame(mapping == null ? target : mapping.stream().layer, now);
  }

  /// The subscriber has reported on this stream, so it knows whose it is.
  void acknowledged() {
    acknowledged = true;
  }

  /// What this track would cost; null while nothing of it is wanted.
  ///
  /// @param id what the demand is to be known by
  @Nullable Demand wants(int id, long now) {
    if (limit == NOTHING) {
      return null;
    }
    if (up.codec().isAudio()) {
      choices[0] = 2;
      return new Demand(id, Demand.Kind.AUDIO, 0, List.of(AUDIO_BITRATE), 0);
    }
    List<Long> costs = new ArrayList<>();
    int sent = Share.PAUSED;
    Mapping mapping = current;
    for (int layer = 0; layer <= 2; layer++) {
      UpStream stream = up.stream(layer);
      boolean wanted = layer <= limit || costs.isEmpty();
      if (stream != null && wanted && stream.isAlive(now)) {
        long before = costs.isEmpty() ? 0 : costs.getLast();
        choices[costs.size()] = layer;
        if (mapping != null && mapping.stream() == stream) {
          sent = costs.size();
        }
        costs.add(Math.max(stream.bitrate(), before + 1));
      }
    }
    Demand.Kind kind = up.isScreen() ? Demand.Kind.SCREEN : Demand.Kind.CAMERA;
    return costs.isEmpty() ? null : new Demand(id, kind, SMALLEST << 2 * limit, costs, sent);
  }

  /// Of what it wanted, this is what the way bears. The smallest picture stays in any case: without
  /// anything to send, nobody would learn that the way bears more again.
  void allow(int choice, long now) {
    int before = allowed;
    allowed = choices[Math.max(choice, 0)];
    if (allowed != before) {
      chosen = now - CHOICE_PAUSE;
    }
  }

  /// Chooses an encoding now and then, and asks for what it needs to begin with.
  void tick(long now) {
    if (up.codec().isAudio() || limit == NOTHING) {
      return;
    }
    if (now - chosen >= CHOICE_PAUSE) {
      chosen = now;
      target = up.bestLayer(Math.min(limit, allowed), now);
    }
    Mapping mapping = current;
    if (mapping == null || target != NOTHING && mapping.stream().layer != target) {
      up.needKeyFrame(target, now);
    }
  }

  /// What to tell the subscriber of the publisher's clock, once a second: that is how it keeps
  /// sound and picture in step.
  @Nullable SenderReport report(long now) {
    Mapping mapping = current;
    if (mapping == null || now - reported < REPORT_PAUSE) {
      return null;
    }
    UpStream.SenderClock clock = mapping.stream().clock();
    Transport publisher = up.transport();
    if (clock == null || publisher == null) {
      return null;
    }
    reported = now;
    // The publisher's clock runs on; ours is a constant away from it, the same for all its tracks.
    long ours = bench.ntp(now);
    long sinceReport = ours - publisher.incoming().clockOffset() - clock.ntp();
    int rtp =
        clock.rtp()
            + (int) ((sinceReport >> 16) * up.codec().clockRate() >> 16)
            + mapping.timestamp();
    return new SenderReport(
        Integer.toUnsignedLong(how.ssrc()),
        ours,
        Integer.toUnsignedLong(rtp),
        packets & 0xFFFF_FFFFL,
        octets & 0xFFFF_FFFFL,
        List.of());
  }
}
