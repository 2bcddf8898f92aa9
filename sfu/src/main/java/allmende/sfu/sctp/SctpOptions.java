package allmende.sfu.sctp;

/// What an association is allowed.
///
/// @param port of both sides, as `a=sctp-port` has it
/// @param mtu bytes of the longest packet, which DTLS then makes 37 longer
/// @param maxMessageSize bytes of the longest message that is accepted
/// @param receiveWindow bytes that are held for messages which are not whole yet
/// @param sendBuffer bytes of messages that wait; further ones are refused
public record SctpOptions(
    int port, int mtu, int maxMessageSize, int receiveWindow, int sendBuffer) {
  /// As browsers expect it.
  public static final SctpOptions DEFAULT =
      new SctpOptions(5_000, 1_191, 262_144, 1_048_576, 4_194_304);

  /// Streams in each direction. Browsers number theirs below.
  public static final int STREAMS = 1_024;
}
