package allmende.protocols.rtcp;

/// How a stream arrives (RFC 3550 §6.4.1).
///
/// @param fractionLost of the packets since the last report, in 256ths
/// @param cumulativeLost 24 bits with a sign: duplicates can make it negative
/// @param highestSequence with the number of rounds in the upper 16 bits
/// @param jitter in units of the timestamp
/// @param lastSenderReport the middle of its [NtpTime], or 0
/// @param delay since that arrived, in units of 2⁻¹⁶ s
public record ReportBlock(
    long ssrc,
    int fractionLost,
    int cumulativeLost,
    long highestSequence,
    long jitter,
    long lastSenderReport,
    long delay) {
  static final int LENGTH = 24;
}
