package allmende.sfu.srtp;

import allmende.protocols.BigEndian;
import allmende.protocols.rtp.RtpHeader;
import org.jspecify.annotations.Nullable;

/// Opens what comes from one peer. A packet that is refused leaves no trace; what its bytes hold
/// afterwards is undefined.
public final class SrtpReceiver implements AutoCloseable {
  /// In place of a length: not an SRTP or SRTCP packet, or an RTCP packet that is not encrypted.
  public static final int MALFORMED = -1;

  /// In place of a length: not made with the peer's key.
  public static final int FORGED = -2;

  /// In place of a length: was here before, or is too old to tell.
  public static final int REPLAYED = -3;

  /// In place of a length: one SSRC more than [#MAX_STREAMS].
  public static final int TOO_MANY_STREAMS = -4;

  /// SSRCs of one peer, RTP and RTCP counted apart.
  public static final int MAX_STREAMS = 1_024;

  private final PacketCipher rtp;
  private final PacketCipher rtcp;
  private final StreamWindows rtpStreams = new StreamWindows();
  private final StreamWindows rtcpStreams = new StreamWindows();
  private final int rtcpOverhead;

  public SrtpReceiver(SrtpProfile profile, MasterKey master, SrtpScratch scratch) {
    rtp = profile.rtp(master, scratch);
    rtcp = profile.rtcp(master, scratch);
    rtcpOverhead = profile.rtcpOverhead();
  }

  /// Decrypts an RTP packet in place and returns its new length, or why not.
  public int openRtp(byte[] bytes, int offset, int length) {
    int header = RtpHeader.length(bytes, offset, length);
    if (header < 0 || length > SrtpScratch.MOST) {
      return MALFORMED;
    }
    int ssrc = RtpHeader.ssrc(bytes, offset);
    ReplayWindow known = rtpStreams.find(ssrc);
    int sequence = RtpHeader.sequence(bytes, offset);
    long index = known == null ? sequence : known.indexOf(sequence);
    if (known != null && !known.isNew(index)) {
      return REPLAYED;
    }
    if (known == null && rtpStreams.size() == MAX_STREAMS) {
      return TOO_MANY_STREAMS;
    }
    int opened = rtp.openRtp(bytes, offset, header, length, ssrc, index);
    return opened < 0 ? FORGED : accept(rtpStreams, known, ssrc, index, opened);
  }

  /// Decrypts an RTCP packet in place and returns its new length, or why not.
  public int openRtcp(byte[] bytes, int offset, int length) {
    if (length < PacketCipher.RTCP_CLEAR + rtcpOverhead
        || length > SrtpScratch.MOST
        || (bytes[offset] & 0xC0) != 0x80) {
      return MALFORMED;
    }
    int word = BigEndian.int32(bytes, offset + rtcp.rtcpIndexAt(length));
    if (word >= 0) {
      return MALFORMED;
    }
    int ssrc = BigEndian.int32(bytes, offset + 4);
    int index = word & ~PacketCipher.ENCRYPTED;
    ReplayWindow known = rtcpStreams.find(ssrc);
    if (known != null && !known.isNew(index)) {
      return REPLAYED;
    }
    if (known == null && rtcpStreams.size() == MAX_STREAMS) {
      return TOO_MANY_STREAMS;
    }
    int opened = rtcp.openRtcp(bytes, offset, length, ssrc, index);
    return opened < 0 ? FORGED : accept(rtcpStreams, known, ssrc, index, opened);
  }

  private static int accept(
      StreamWindows streams, @Nullable ReplayWindow known, int ssrc, long index, int length) {
    ReplayWindow window = known;
    if (window == null) {
      window = new ReplayWindow();
      streams.add(ssrc, window);
    }
    window.use(index);
    return length;
  }

  /// Gives back what is not on the heap. Nothing is opened afterwards.
  @Override
  public void close() {
    rtp.close();
    rtcp.close();
  }
}
