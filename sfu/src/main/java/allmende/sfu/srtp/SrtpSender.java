package allmende.sfu.srtp;

import allmende.protocols.BigEndian;
import allmende.protocols.rtp.RtpHeader;
import java.util.Objects;

/// Seals what goes to one peer.
public final class SrtpSender implements AutoCloseable {
  /// In place of a length: a packet with this SSRC and sequence number, or one so old that it may
  /// have been, was sealed before. Two packets under one index would give away the key of GCM (RFC
  /// 7714 §8.3), so a lost packet is sent again by RTX, or with the bytes it had.
  public static final int REPEATED = -1;

  private final SrtpProfile profile;
  private final PacketCipher rtp;
  private final PacketCipher rtcp;
  private final StreamWindows streams = new StreamWindows();
  private int rtcpIndex;

  public SrtpSender(SrtpProfile profile, MasterKey master, SrtpScratch scratch) {
    this.profile = profile;
    rtp = profile.rtp(master, scratch);
    rtcp = profile.rtcp(master, scratch);
  }

  /// Encrypts an RTP packet in place and returns its new length, or [#REPEATED]. The array has room
  /// for [SrtpProfile#rtpOverhead] more bytes.
  public int sealRtp(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length + profile.rtpOverhead(), bytes.length);
    int header = RtpHeader.length(bytes, offset, length);
    if (header < 0) {
      throw new IllegalArgumentException("not an RTP packet");
    }
    int ssrc = RtpHeader.ssrc(bytes, offset);
    ReplayWindow window = streams.find(ssrc);
    if (window == null) {
      window = new ReplayWindow();
      streams.add(ssrc, window);
    }
    long index = window.indexOf(RtpHeader.sequence(bytes, offset));
    if (!window.isNew(index)) {
      return REPEATED;
    }
    window.use(index);
    return rtp.sealRtp(bytes, offset, header, length, ssrc, index);
  }

  /// Encrypts an RTCP packet in place and returns its new length. The array has room for
  /// [SrtpProfile#rtcpOverhead] more bytes. The index is one for all SSRCs, as RFC 3711 §3.2.3
  /// allows.
  public int sealRtcp(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length + profile.rtcpOverhead(), bytes.length);
    rtcpIndex = rtcpIndex + 1 & 0x7FFF_FFFF;
    return rtcp.sealRtcp(bytes, offset, length, BigEndian.int32(bytes, offset + 4), rtcpIndex);
  }

  /// Gives back what is not on the heap. Nothing is sealed afterwards.
  @Override
  public void close() {
    rtp.close();
    rtcp.close();
  }
}
