package allmende.sfu.sctp;

/// Hears what becomes of the data channels of one peer, on the thread that drives them.
public interface DataChannelListener {
  /// Messages can be sent now.
  void connected();

  /// The peer has opened a channel.
  void opened(DataChannel channel);

  /// A message has arrived. The array is the listener's.
  void message(DataChannel channel, boolean text, byte[] message);

  /// A channel is closed in both directions.
  void closed(DataChannel channel);

  /// The association is over, and with it all channels.
  void disconnected();
}
