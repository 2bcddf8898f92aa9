package allmende.protocols.rtcp;

/// Packet types (RFC 3550 §12.1, RFC 4585 §6.1, RFC 3611 §2), and the formats of feedback.
final class RtcpType {
  static final int SENDER_REPORT = 200;
  static final int RECEIVER_REPORT = 201;
  static final int SOURCE_DESCRIPTION = 202;
  static final int BYE = 203;
  static final int APP = 204;
  static final int TRANSPORT_FEEDBACK = 205;
  static final int PAYLOAD_FEEDBACK = 206;
  static final int EXTENDED_REPORT = 207;

  static final int NACK = 1;
  static final int TRANSPORT_WIDE = 15;

  static final int PICTURE_LOSS = 1;
  static final int FULL_INTRA_REQUEST = 4;
  static final int APPLICATION_LAYER = 15;

  /// `REMB`, which application-layer feedback begins with.
  static final int REMB = 0x52454D42;

  static final int RECEIVER_REFERENCE_TIME = 4;
  static final int DLRR = 5;

  private RtcpType() {}
}
