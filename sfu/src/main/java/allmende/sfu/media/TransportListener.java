package allmende.sfu.media;

/// What the control plane hears of a transport. Called on a loop, or on the thread of a handshake:
/// whoever listens hands it on at once.
public interface TransportListener {
  /// Media can flow.
  void connected();

  /// The client has closed it, or has not been heard of for long.
  void lost();

  /// An SCTP packet; the array is read again for the next one.
  void data(byte[] bytes, int length);
}
