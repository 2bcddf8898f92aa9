package allmende.protocols.sdp;

/// The line `b=` (RFC 8866 §5.8): `AS` is in kbit/s, `TIAS` (RFC 3890) in bit/s.
public record Bandwidth(String type, long value) {}
