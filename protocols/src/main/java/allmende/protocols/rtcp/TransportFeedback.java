package allmende.protocols.rtcp;

import java.util.Arrays;

/// When packets with transport-wide sequence numbers arrived
/// (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1).
///
/// @param base sequence number of the first packet that is spoken of
/// @param referenceTime the time that deltas count from, in units of 64 ms: 24 bits with a sign
/// @param count of this feedback, 8 bits, by which a loss of feedback shows
/// @param deltas for each packet from the base on, how long after the one received before it
///   arrived, in units of 250 µs from -32,768 to 32,767; or [#LOST]
public record TransportFeedback(
    long sender, long media, int base, int referenceTime, int count, int[] deltas)
    implements RtcpPacket {
  /// In place of a delta: had not arrived.
  public static final int LOST = Integer.MIN_VALUE;

  /// Packets of which one feedback speaks at most. A few bytes could claim eight times as many.
  public static final int MOST = 8_192;

  /// Microseconds of one unit of a delta.
  public static final int DELTA_MICROS = 250;

  /// Microseconds of one unit of the reference time.
  public static final int REFERENCE_MICROS = 64_000;

  @Override
  public boolean equals(Object other) {
    return other
            instanceof
            TransportFeedback(
                long itsSender,
                long itsMedia,
                int itsBase,
                int itsReferenceTime,
                int itsCount,
                int[] itsDeltas)
        && sender == itsSender
        && media == itsMedia
        && base == itsBase
        && referenceTime == itsReferenceTime
        && count == itsCount
        && Arrays.equals(deltas, itsDeltas);
  }

  @Override
  public int hashCode() {
    return 31 * base + Arrays.hashCode(deltas);
  }
}
