package allmende.sfu.media;

/// A connection as the engine knows it. Whoever holds it tells what arrives, from one thread at a
/// time.
public interface StreamSession {
  /// Bytes have come, cut anyhow. The array is the caller's again at once.
  void received(byte[] bytes, int offset, int length);

  /// The connection is no more.
  void closed();
}
