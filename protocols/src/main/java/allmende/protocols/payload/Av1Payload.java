package allmende.protocols.payload;

/// What a forwarder must see of AV1 where there is no dependency descriptor: the aggregation header
/// of the AV1 RTP specification §4.4.
public final class Av1Payload {
  private Av1Payload() {}

  /// Whether a coded video sequence begins here, which it does with a key frame.
  public static boolean startsKeyFrame(byte[] bytes, int offset, int length) {
    return length > 1 && (bytes[offset] & 0x08) != 0;
  }

  /// Whether the packet goes on with a unit that the one before it began.
  public static boolean continuesUnit(byte[] bytes, int offset, int length) {
    return length > 0 && bytes[offset] < 0;
  }
}
