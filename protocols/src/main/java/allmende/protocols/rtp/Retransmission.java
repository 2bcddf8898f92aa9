package allmende.protocols.rtp;

import allmende.protocols.BigEndian;

/// Packets sent again in a stream of their own (RFC 4588 §4): the first two bytes of the payload
/// are the sequence number that the packet had.
public final class Retransmission {
  /// Bytes of that number.
  public static final int LENGTH = 2;

  private Retransmission() {}

  /// Makes the original packet again, in place: it begins [#LENGTH] bytes later and is as much
  /// shorter. False if the payload is too short, as that of a packet which only probes is.
  public static boolean restore(RtpView view, int payloadType, int ssrc) {
    if (view.payloadLength() < LENGTH) {
      return false;
    }
    byte[] bytes = view.bytes();
    int offset = view.offset();
    int sequence = BigEndian.uint16(bytes, view.payloadOffset());
    System.arraycopy(bytes, offset, bytes, offset + LENGTH, view.payloadOffset() - offset);
    RtpHeader.setPayloadType(bytes, offset + LENGTH, payloadType);
    RtpHeader.setSequence(bytes, offset + LENGTH, sequence);
    RtpHeader.setSsrc(bytes, offset + LENGTH, ssrc);
    return view.wrap(bytes, offset + LENGTH, view.length() - LENGTH);
  }
}
