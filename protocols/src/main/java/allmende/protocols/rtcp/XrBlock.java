package allmende.protocols.rtcp;

import java.util.List;

/// A block of an extended report (RFC 3611 §4).
public sealed interface XrBlock {
  /// §4.4: the time of a receiver, which sends no sender report and wants to know the round trip.
  record ReceiverReferenceTime(long ntp) implements XrBlock {}

  /// §4.5: the answers to those.
  record Dlrr(List<Reception> receptions) implements XrBlock {
    /// The middle of the time that a receiver sent, and how long ago that came, in units of 2⁻¹⁶ s.
    public record Reception(long ssrc, long lastReport, long delay) {}

    public Dlrr {
      receptions = List.copyOf(receptions);
    }
  }

  /// One that this package does not know.
  record Unknown(int type) implements XrBlock {}
}
