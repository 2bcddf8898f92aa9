package allmende.sfu.dtls;

/// What goes on in a session; called on its own thread.
public interface DtlsListener {
  /// A record for the client; the array is the listener's own.
  void send(byte[] record);

  /// The handshake is done, and the client is who signalling said.
  void secured(SrtpKeys keys);

  /// What the client sent in the connection: SCTP.
  void received(byte[] message, int length);

  /// It is over, after a handshake or instead of one.
  void ended();
}
