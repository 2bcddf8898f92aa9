package allmende.sfu.media;

import allmende.protocols.BigEndian;
import allmende.protocols.payload.PictureDescriptor;
import allmende.protocols.payload.RedPayload;
import allmende.protocols.rtcp.ReportBlock;
import allmende.protocols.rtcp.RtcpPacket.SenderReport;
import allmende.protocols.rtp.Retransmission;
import allmende.protocols.rtp.RtpHeaderWriter;
import allmende.protocols.rtp.RtpView;
import allmende.sfu.cc.Demand;
import allmende.sfu.cc.Share;
import allmende.sfu.sight.DownFigures;
import allmende.sfu.svc.Frame;
import allmende.sfu.svc.LayerChoice;
import allmende.sfu.svc.SequenceMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A track on its way to one subscriber. Whatever its publisher's encodings and layers do, the
/// subscriber sees one stream without a break. Belongs to a loop, except for what is public.
public final class DownTrack {
  /// Of [#limit]: nothing at all.
  public static final int NOTHING = -1;

  /// Changes of encoding across which lost packets are still sent again.
  private static final int MAPPINGS = 4;

  private static final long AUDIO_BITRATE = 48_000L;

  /// Of a choice: a layer of so many pictures as its publisher sends.
  private static final int ALL = LayerRates.MOST_TEMPORAL - 1;

  /// Of the smallest picture, in pixels: how large one is shown is known by what is asked for.
  private static final long SMALLEST = 320L * 180;

  /// Of a packet that is sent for its length alone: as much as its last byte can say.
  private static final int PADDING = 255;

  private static final long REPORT_PAUSE = 1_000_000_000L;
  private static final long CHOICE_PAUSE = 100_000_000L;

  private final Transport transport;
  private final DownParameters how;
  private final UpTrack up;
  private final DownListener listener;
  private final MediaLoop loop;
  private final Workbench bench;
  private final byte[] mid;
  private final List<Mapping> mappings = new ArrayList<>();
  private final PictureNumbers pictures = new PictureNumbers();
  private final DownCounts counts = new DownCounts();
  private final Redundancy redundancy = new Redundancy();
  private final MissedPicture missed;

  /// What was demanded last: layers times [LayerRates#MOST_TEMPORAL], and the temporal layer.
  private final int[] choices = new int[Frame.MOST_LAYERS + LayerRates.MOST_TEMPORAL];

  private int limit = 2;
  private int perSecond;
  private int allowed = 2;
  private int allowedTemporal = ALL;
  private int target = NOTHING;
  private boolean paused;
  private @Nullable Mapping current;
  private boolean acknowledged;
  private long lastSent;
  private int lastTimestamp;
  private long lastTime;
  private int steered = NOTHING;
  private int steeredTemporal = ALL;
  private int toldTargets;
  private long recoveredFrom;
  private long recoveredTo;
  private int rtxSequence;
  private long reported;
  private long chosen;
  private boolean closed;
  private int blanks;

  public DownTrack(Transport transport, DownParameters how, UpTrack up, DownListener listener) {
    this.transport = transport;
    this.how = how;
    this.up = up;
    this.listener = listener;
    this.loop = up.loop();
    this.bench = loop.bench();
    this.mid = how.mid().getBytes(StandardCharsets.US_ASCII);
    this.missed = new MissedPicture(up);
  }

  /// From now on packets flow.
  public void open() {
    loop.execute(() -> {
      if (!closed) {
        missed.begin(System.nanoTime());
        transport.outgoing().add(this);
        up.add(this);
      }
    });
  }

  /// The largest layer that is to be sent, counted from 0, or [#NOTHING].
  public void limit(int layer) {
    limit(layer, 0);
  }

  /// The largest layer that is to be sent, counted from 0, or [#NOTHING].
  ///
  /// @param enough pictures per second; 0: as many as there are
  public void limit(int layer, int enough) {
    loop.execute(() -> {
      limit = layer;
      perSecond = enough;
      chosen = 0;
      missed.begin(System.nanoTime());
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

  /// Ends the stream with what shows nothing: another may follow in its place, and what was seen
  /// last is not to stay until then.
  public void end() {
    loop.execute(() -> {
      if (closed) {
        return;
      }
      closed = true;
      up.remove(this);
      limit = NOTHING;
      current = null;
      // What is sent from here on cannot be found with the publisher.
      mappings.clear();
      blanks = counts.packets() > 0 && BlankFrames.areThere(up.codec()) ? BlankFrames.COUNT : 0;
      blank(System.nanoTime());
    });
  }

  private void blank(long now) {
    if (blanks == 0) {
      transport.outgoing().remove(this);
      return;
    }
    if (blanks < BlankFrames.COUNT && now - lastTime < BlankFrames.DISTANCE) {
      return;
    }
    int passed = (int) (Math.max(now - lastTime, BlankFrames.DISTANCE) / 1_000);
    int timestamp = lastTimestamp + (int) ((long) passed * up.codec().clockRate() / 1_000_000);
    int sequence = (int) (lastSent + 1);
    byte[] out = bench.outgoing;
    int at =
        extensions()
            .write(out, 0, true, how.payloadType(), sequence & 0xFFFF, timestamp, how.ssrc());
    int end = BlankFrames.write(up.codec(), blanks--, pictures, out, at);
    note(lastSent + 1, timestamp, end - at, now);
    send(out, end, true, now);
  }

  int ssrc() {
    return how.ssrc();
  }

  /// Passes a packet on, if it is of what is sent, or begins what is wanted.
  void forward(Packet packet) {
    Mapping mapping = current;
    if (mapping == null || mapping.stream() != packet.stream) {
      if (!mayBegin(packet)) {
        return;
      }
      mapping = begin(packet);
    }
    LayerChoice choice = mapping.choice();
    if (choice != null && !choice.select(packet.frame)) {
      leaveOut(packet, mapping);
      return;
    }
    RtpView in = packet.rtp;
    long now = packet.arrived;
    UpStream from = packet.stream();
    if (from.receiver.how.isRed(in.payloadType()) && how.redPayloadType() < 0) {
      unwrap(packet, mapping);
      return;
    }
    long sequence = mapping.sent(packet.index);
    if (sequence == SequenceMap.NONE || wasRecovered(sequence)) {
      return;
    }
    note(sequence, in.timestamp() + mapping.timestamp(), in.payloadLength(), now);
    if (how.redPayloadType() >= 0 && repeat(packet, (int) sequence, mapping)) {
      return;
    }
    byte[] out = bench.outgoing;
    int at = header(type(in, from), how.ssrc(), (int) sequence, in, packet.frame, mapping);
    send(out, at + payload(in, mapping, out, at), true, now);
  }

  /// For a subscriber who takes RED and loses packets, where the publisher sends none: what was
  /// sent just before goes along.
  private boolean repeat(Packet packet, int sequence, Mapping mapping) {
    RtpView in = packet.rtp;
    if (packet.stream().receiver.how.isRed(in.payloadType())) {
      return false;
    }
    byte[] out = bench.outgoing;
    int at = header(how.redPayloadType(), how.ssrc(), sequence, in, packet.frame, mapping);
    int end = redundancy.wrap(in, packet.index, up.recent(), mapping, how.payloadType(), out, at);
    if (end == at) {
      return false;
    }
    send(out, end, false, packet.arrived);
    return true;
  }

  private int type(RtpView in, UpStream from) {
    return from.receiver.how.isRed(in.payloadType()) ? how.redPayloadType() : how.payloadType();
  }

  private void note(long sequence, int timestamp, int length, long now) {
    if (sequence > lastSent) {
      lastSent = sequence;
      lastTimestamp = timestamp;
      lastTime = now;
    }
    counts.sent(length);
  }

  /// Gives a packet its number among all of the transport's, and sends it: at once, or when the way
  /// is free.
  private void send(byte[] out, int length, boolean mayWait, long now) {
    bench.traffic.packetsOut++;
    bench.traffic.bytesOut += length;
    Pacing pacing = transport.outgoing().pacing();
    if (pacing == null || !countsForTransport()) {
      transport.sendRtp(out, length);
      return;
    }
    int number = bench.headers.valueOf(how.extensions().transportCc());
    if (mayWait && !up.codec().isAudio()) {
      pacing.send(out, length, number, now);
    } else {
      pacing.sendNow(out, length, number, now);
    }
  }

  /// Whether the client tells when packets of this track arrive.
  boolean countsForTransport() {
    return how.extensions().transportCc() > 0;
  }

  private boolean mayBegin(Packet packet) {
    UpStream from = packet.stream();
    if (limit == NOTHING || paused) {
      return false;
    }
    return packet.frame.startsKeyFrame()
        && (target != NOTHING && from == up.carrier(target)
            || current == null && (from.layer <= limit || target == NOTHING));
  }

  /// Makes what comes next follow what was sent before.
  private Mapping begin(Packet packet) {
    RtpView in = packet.rtp;
    Frame frame = packet.frame;
    UpStream from = packet.stream();
    boolean fresh = counts.packets() == 0;
    long first = fresh ? packet.index : lastSent + 1;
    int timestamp = fresh ? in.timestamp() : timestampAfter(in, from, packet.arrived);
    LayerChoice choice = frame.choice();
    Mapping mapping =
        new Mapping(
            from,
            first,
            first - packet.index,
            timestamp - in.timestamp(),
            fresh ? 0 : pictures.pictureShift(frame.picture()),
            fresh ? 0 : pictures.tl0Shift(frame.picture()),
            choice,
            choice == null ? null : new SequenceMap());
    if (fresh) {
      lastSent = first - 1;
    }
    current = mapping;
    toldTargets = 0;
    steered = NOTHING;
    steeredTemporal = ALL;
    steer();
    mappings.add(mapping);
    if (mappings.size() > MAPPINGS) {
      mappings.removeFirst();
    }
    return mapping;
  }

  /// Tells who chooses among the layers of the stream that is being sent.
  private void steer() {
    Mapping mapping = current;
    if (mapping != null && mapping.choice() instanceof LayerChoice choice) {
      boolean shared = mapping.stream().rates.layers() > 1;
      int own = target == NOTHING ? Math.min(limit, allowed) : target;
      int layer = shared ? own : Integer.MAX_VALUE;
      int temporal = Math.min(allowedTemporal, enough(own));
      if (layer != steered || temporal != steeredTemporal) {
        steered = layer;
        steeredTemporal = temporal;
        choice.limit(layer, temporal == ALL ? Integer.MAX_VALUE : temporal);
      }
    }
  }

  /// The highest temporal layer of a layer that the subscriber has use for.
  private int enough(int layer) {
    return perSecond == 0 ? ALL : Math.min(ALL, up.temporalLayerFor(layer, perSecond));
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

  /// A packet that came late, and whose number has been kept for it, is sent without its contents:
  /// the subscriber would ask for it again and again.
  private void leaveOut(Packet packet, Mapping mapping) {
    SequenceMap kept = mapping.kept();
    if (kept != null && !kept.leaveOut(packet.index)) {
      long sequence = mapping.sent(packet.index);
      if (sequence != SequenceMap.NONE) {
        int timestamp = packet.rtp.timestamp() + mapping.timestamp();
        padding(how.payloadType(), how.ssrc(), (int) sequence, timestamp, 1, true, packet.arrived);
      }
    }
    if (packet.frame.isUnreadable() && packet.rtp.payloadLength() > 0) {
      up.needKeyFrame(target, packet.arrived);
    }
  }

  private void padding(
      int type, int ssrc, int sequence, int timestamp, int length, boolean mayWait, long now) {
    byte[] out = bench.outgoing;
    int at = extensions().write(out, 0, false, type, sequence & 0xFFFF, timestamp, ssrc);
    out[0] |= 0x20;
    Arrays.fill(out, at, at + length, (byte) 0);
    out[at + length - 1] = (byte) length;
    send(out, at + length, mayWait, now);
  }

  /// For a subscriber who does not take RED: the packet alone, and ahead of it what was lost just
  /// before and is in it once more.
  private void unwrap(Packet packet, Mapping mapping) {
    RtpView in = packet.rtp;
    RedPayload red = bench.red;
    if (!red.wrap(in.bytes(), in.payloadOffset(), in.payloadLength())) {
      return;
    }
    int last = red.count() - 1;
    for (int back = Math.min(last, packet.skipped); back >= 0; back--) {
      long sequence = mapping.sent(packet.index - back);
      int block = last - back;
      int length = red.length(block);
      if (sequence == SequenceMap.NONE || length == 0 || wasRecovered(sequence)) {
        continue;
      }
      if (back > 0) {
        recoveredFrom = recoveredTo == sequence ? recoveredFrom : sequence;
        recoveredTo = sequence + 1;
      }
      int timestamp = in.timestamp() + mapping.timestamp() - red.timestampsBack(block);
      note(sequence, timestamp, length, packet.arrived);
      byte[] out = bench.outgoing;
      int at =
          extensions()
              .write(
                  out,
                  0,
                  back == 0 && in.marker(),
                  how.payloadType(),
                  (int) sequence & 0xFFFF,
                  timestamp,
                  how.ssrc());
      System.arraycopy(in.bytes(), red.offset(block), out, at, length);
      send(out, at + length, false, packet.arrived);
    }
  }

  private boolean wasRecovered(long sequence) {
    return sequence >= recoveredFrom && sequence < recoveredTo;
  }

  /// Begins a header with what every packet carries.
  private RtpHeaderWriter extensions() {
    RtpHeaderWriter writer = bench.headers.begin();
    int id = how.extensions().mid();
    if (id > 0 && !acknowledged) {
      writer.extension(id, mid, 0, mid.length);
    }
    if (countsForTransport()) {
      writer.reserve(how.extensions().transportCc(), 2);
    }
    return writer;
  }

  private int header(
      int payloadType, int ssrc, int sequence, RtpView in, Frame frame, Mapping mapping) {
    RtpHeaderWriter writer = extensions();
    LayerChoice choice = mapping.choice();
    boolean marker = in.marker() || choice != null && choice.endsPicture(frame);
    if (choice != null && up.codec().isLayered() && how.extensions().dependencyDescriptor() > 0) {
      describe(writer, in, frame, mapping, choice);
    }
    return writer.write(
        bench.outgoing,
        0,
        marker,
        payloadType,
        sequence & 0xFFFF,
        in.timestamp() + mapping.timestamp(),
        ssrc);
  }

  /// Passes the dependency descriptor on; where it says, or has to say, what is sent, it says what
  /// this subscriber gets.
  private void describe(
      RtpHeaderWriter writer, RtpView in, Frame frame, Mapping mapping, LayerChoice choice) {
    int value = mapping.stream().framing.descriptor(in);
    if (value == RtpView.NONE || frame.structure() == null) {
      return;
    }
    int id = how.extensions().dependencyDescriptor();
    int active = choice.activeTargets();
    if (active != toldTargets || frame.descriptor().hasActiveTargets()) {
      toldTargets = active;
      byte[] anew = bench.descriptor;
      writer.extension(
          id,
          anew,
          0,
          frame.descriptor().writeWithActiveTargets(in.bytes(), value, anew, 0, active));
    } else {
      writer.extension(id, in.bytes(), value, in.extensionLength(value));
    }
  }

  private int payload(RtpView in, Mapping mapping, byte[] out, int at) {
    int length = in.payloadLength();
    System.arraycopy(in.bytes(), in.payloadOffset(), out, at, length);
    PictureDescriptor picture = bench.picture(up.codec());
    if (picture != null && picture.wrap(out, at, length)) {
      pictures.rewrite(picture, mapping);
    }
    UpParameters sent = mapping.stream().receiver.how;
    if (sent.isRed(in.payloadType())
        && sent.payloadType() != how.payloadType()
        && bench.red.wrap(out, at, length)) {
      RedPayload.renumber(out, at, how.payloadType());
    }
    return length;
  }

  /// The subscriber lacks a packet: it gets it in the stream of retransmissions (RFC 4588), or
  /// where none is agreed on, as it was.
  void resend(int sequence) {
    if (counts.packets() > 0) {
      find(sequence);
    }
  }

  /// Sends one of the last packets once more, or one of padding, to find out what the way bears.
  ///
  /// @param back how many packets ago it was sent
  /// @return false when there is no stream for it
  boolean sendAgain(int back, long now) {
    if (counts.packets() == 0 || how.rtxPayloadType() < 0) {
      return false;
    }
    if (current == null || counts.packets() <= back || !find((int) (lastSent - back) & 0xFFFF)) {
      padding(
          how.rtxPayloadType(), how.rtxSsrc(), rtxSequence++, lastTimestamp, PADDING, false, now);
    }
    return true;
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
    long source = mapping.source(wanted);
    byte[] kept = bench.kept;
    int length =
        source == SequenceMap.NONE ? 0 : mapping.stream().copy((int) source & 0xFFFF, kept);
    RtpView in = bench.keptView;
    if (length == 0 || !in.wrap(kept, 0, length)) {
      return false;
    }
    Frame frame = bench.keptFrame;
    mapping.stream().framing.look(in, frame);
    counts.resent();
    bench.traffic.resentOut++;
    byte[] out = bench.outgoing;
    if (how.rtxPayloadType() < 0) {
      int at = header(how.payloadType(), how.ssrc(), (int) wanted, in, frame, mapping);
      send(out, at + payload(in, mapping, out, at), false, System.nanoTime());
      return true;
    }
    int at = header(how.rtxPayloadType(), how.rtxSsrc(), rtxSequence++, in, frame, mapping);
    BigEndian.put16(out, at, (int) wanted & 0xFFFF);
    at += Retransmission.LENGTH;
    send(out, at + payload(in, mapping, out, at), false, System.nanoTime());
    return true;
  }

  /// The subscriber cannot go on without a key frame.
  void needsKeyFrame(long now) {
    counts.keyFrameWanted();
    Mapping mapping = current;
    up.needKeyFrame(mapping == null ? target : mapping.stream().layer, now);
  }

  /// The subscriber has reported on this stream, so it knows whose it is.
  void acknowledged(ReportBlock block) {
    acknowledged = true;
    counts.reported(block);
    redundancy.heard(block, System.nanoTime());
  }

  /// How it goes. To be asked on its loop.
  public DownFigures figures() {
    return counts.figures(layer(), paused, up.codec().clockRate());
  }

  private int layer() {
    for (int i = Frame.MOST_LAYERS - 1; i >= 0; i--) {
      if (isSending(i)) {
        return i;
      }
    }
    return NOTHING;
  }

  /// What this track would cost; null while nothing of it is wanted.
  ///
  /// @param id what the demand is to be known by
  @Nullable Demand wants(int id, long now) {
    if (limit == NOTHING) {
      return null;
    }
    if (up.codec().isAudio()) {
      choices[0] = 2 * LayerRates.MOST_TEMPORAL + ALL;
      return new Demand(id, Demand.Kind.AUDIO, 0, List.of(AUDIO_BITRATE), 0);
    }
    List<Long> costs = new ArrayList<>();
    int whole = 0;
    int sent = Share.PAUSED;
    for (int layer = 0; layer < Frame.MOST_LAYERS; layer++) {
      if ((layer <= limit || costs.isEmpty()) && up.isAlive(layer, now)) {
        int most = enough(layer);
        // Fewer pictures are better than none; otherwise all of a smaller picture are better.
        int fewest = costs.isEmpty() ? 0 : most;
        for (int temporal = fewest; temporal < most; temporal++) {
          if (temporal < up.temporalLayers(layer) - 1) {
            sent = isSending(layer, temporal) ? costs.size() : sent;
            demand(layer, temporal, costs);
            whole = costs.size();
          }
        }
        sent = isSending(layer, most) ? costs.size() : sent;
        demand(layer, most, costs);
      }
    }
    Demand.Kind kind = up.isScreen() ? Demand.Kind.SCREEN : Demand.Kind.CAMERA;
    return costs.isEmpty() ? null : new Demand(id, kind, SMALLEST << 2 * limit, costs, whole, sent);
  }

  private void demand(int layer, int temporal, List<Long> costs) {
    choices[costs.size()] = layer * LayerRates.MOST_TEMPORAL + temporal;
    long before = costs.isEmpty() ? 0 : costs.getLast();
    costs.add(Math.max(up.bitrate(layer, temporal), before + 1));
  }

  private boolean isSending(int layer, int temporal) {
    return isSending(layer) && steeredTemporal == temporal;
  }

  private boolean isSending(int layer) {
    Mapping mapping = current;
    if (mapping == null || mapping.stream() != up.carrier(layer)) {
      return false;
    }
    LayerChoice choice = mapping.choice();
    return choice == null || mapping.stream().rates.layers() == 1 || choice.spatialLayer() == layer;
  }

  /// Of what it wanted, this is what the way bears; nothing, if not even the smallest picture.
  void allow(int choice, long now) {
    pause(choice == Share.PAUSED);
    int before = allowed * LayerRates.MOST_TEMPORAL + allowedTemporal;
    int chose = choices[Math.max(choice, 0)];
    allowed = chose / LayerRates.MOST_TEMPORAL;
    allowedTemporal = chose % LayerRates.MOST_TEMPORAL;
    if (chose != before) {
      chosen = now - CHOICE_PAUSE;
    }
  }

  private void pause(boolean pausing) {
    if (paused != pausing) {
      paused = pausing;
      if (pausing) {
        current = null;
      }
      listener.paused(pausing);
    }
  }

  /// Chooses a layer now and then, and asks for what it needs to begin with.
  void tick(long now) {
    if (closed) {
      blank(now);
      return;
    }
    counts.tick(now);
    boolean wanted = limit != NOTHING && !up.codec().isAudio();
    missed.tick(now, counts.packets(), wanted, paused, current != null).ifPresent(listener::unseen);
    if (up.codec().isAudio() || limit == NOTHING || paused) {
      return;
    }
    if (now - chosen >= CHOICE_PAUSE) {
      chosen = now;
      target = up.bestLayer(Math.min(limit, allowed), now);
      steer();
    }
    Mapping mapping = current;
    if (mapping == null
        || target != NOTHING && mapping.stream() != up.carrier(target)
        || mapping.choice() instanceof LayerChoice choice && choice.needsKeyFrame()) {
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
        counts.packets() & 0xFFFF_FFFFL,
        counts.octets() & 0xFFFF_FFFFL,
        List.of());
  }
}
