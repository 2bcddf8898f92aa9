package allmende.sfu.sctp;

import java.util.List;

/// Hears what becomes of an association, on the thread that drives it.
public interface SctpListener {
  /// Messages can be sent now.
  void established();

  /// A whole message. The array is the listener's.
  void message(int stream, long payloadProtocol, byte[] message);

  /// The peer has begun these streams of its own anew; none named means all.
  void incomingReset(List<Integer> streams);

  /// The peer has taken note that these streams of ours begin anew.
  void outgoingReset(List<Integer> streams);

  /// It is over: the peer said so, or did not answer. Nothing comes after this.
  void closed();
}
