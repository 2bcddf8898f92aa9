package allmende.sfu.turn;

import java.net.InetSocketAddress;

/// Somebody who speaks TURN to us, on a UDP path, a TCP connection or TLS. Two of the same path or
/// connection are equal.
public interface TurnClient {
  /// Where it is seen to come from.
  InetSocketAddress address();

  /// Whether messages follow each other on a stream, where they are padded.
  boolean isStream();

  /// Sends one message. The array is not the client's to keep.
  void send(byte[] bytes, int offset, int length);

  /// What it was given has been given back, or has run out.
  void released();
}
