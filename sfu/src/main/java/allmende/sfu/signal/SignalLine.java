package allmende.sfu.signal;

/// A client's WebSocket, as whoever embeds the engine hands it in. Nothing here waits for the
/// client: a line that does not get rid of what it was given ends.
public interface SignalLine {
  void send(byte[] message);

  void send(String message);

  /// @param code of RFC 6455 §7.4; 1000 tells a client not to come again
  void close(int code, String reason);
}
