package allmende.sfu.media;

import allmende.protocols.BigEndian;
import allmende.protocols.payload.Vp8Descriptor;
import allmende.protocols.rtcp.RtcpPacket.SenderReport;
import allmende.protocols.rtp.Retransmission;
import allmende.protocols.rtp.RtpHeaderWriter;
import allmende.protocols.rtp.RtpView;
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

  private static final long REPORT_PAUSE = 1_000_000_000L;
  private static final long CHOICE_PAUSE = 100_000_000L;

  private final Transport transport;
  private final DownParameters how;
  private final UpTrack up;
  private final MediaLoop loop;
  private final Workbench bench;
  private final byte[] mid;
  private final List<Mapping> mappings = new ArrayList<>();
  private int limit = 2;
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
  void forward(RtpView in, UpStream from, long now) {
    Mapping mapping = current;
    if (mapping == null || mapping.stream() != from) {
      if (!mayBegin(from)) {
        return;
      }
      mapping = begin(in, from, now);
    }
    long sequence = from.index() + mapping.sequence();
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
    transport.sendRtp(out, at + payload(in, mapping, out, at));
  }

  private boolean mayBegin(UpStream from) {
    if (limit == NOTHING) {
      return false;
    }
    if (up.codec().isAudio()) {
      return true;
    }
    return from.beginsKeyFrame()
        && (from.layer == target || current == null && (from.layer <= limit || target == NOTHING));
  }

  /// Makes what comes next follow what was sent before.
  private Mapping begin(RtpView in, UpStream from, long now) {
    boolean fresh = packets == 0;
    long first = fresh ? from.index() : lastSent + 1;
    int timestamp = fresh ? in.timestamp() : timestampAfter(in, from, now);
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
        new Mapping(from, first, first - from.index(), timestamp - in.timestamp(), picture, tl0);
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
    if (packets == 0) {
      return;
    }
    long wanted = lastSent + (short) (sequence - (int) lastSent);
    for (int i = mappings.size() - 1; i >= 0; i--) {
      if (wanted >= mappings.get(i).first()) {
        resend(wanted, mappings.get(i));
        return;
      }
    }
  }

  private void resend(long wanted, Mapping mapping) {
    int original = (int) (wanted - mapping.sequence()) & 0xFFFF;
    byte[] kept = bench.kept;
    int length = mapping.stream().copy(original, kept);
    RtpView in = bench.keptView;
    if (length == 0 || !in.wrap(kept, 0, length)) {
      return;
    }
    byte[] out = bench.outgoing;
    if (how.rtxPayloadType() < 0) {
      int at = header(how.payloadType(), how.ssrc(), (int) wanted, in, mapping);
      transport.sendRtp(out, at + payload(in, mapping, out, at));
      return;
    }
    int at = header(how.rtxPayloadType(), how.rtxSsrc(), rtxSequence++, in, mapping);
    BigEndian.put16(out, at, (int) wanted & 0xFFFF);
    at += Retransmission.LENGTH;
    transport.sendRtp(out, at + payload(in, mapping, out, at));
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

  /// Chooses an encoding now and then, and asks for what it needs to begin with.
  void tick(long now) {
    if (up.codec().isAudio() || limit == NOTHING) {
      return;
    }
    if (now - chosen >= CHOICE_PAUSE) {
      chosen = now;
      target = up.bestLayer(limit, now);
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
