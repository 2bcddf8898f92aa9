package allmende.sfu.sctp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The data channels of one peer (RFC 8831, 8832) on an [Association], which is driven through
/// here.
public final class DataChannels {
  /// Channels that a peer may have open.
  public static final int MOST = 256;

  private static final long DCEP = 50;
  private static final long STRING = 51;
  private static final long BINARY = 53;
  private static final long EMPTY_STRING = 56;
  private static final long EMPTY_BINARY = 57;

  private final Association association;
  private final DataChannelListener listener;
  private final Map<Integer, DataChannel> channels = new HashMap<>();

  /// Opened here, and not yet acknowledged.
  private final Set<Integer> unacknowledged = new HashSet<>();

  /// How far each channel that is being closed has come.
  private final Map<Integer, Closing> closing = new HashMap<>();

  /// A channel is closed when both directions have begun anew.
  private record Closing(boolean oursDone, boolean theirsDone) {}

  private final int firstStream;
  private long now;
  private long malformed;

  /// @param dtlsClient whether this end opened the DTLS connection: its channels are even, those of
  ///   the other end odd (RFC 8832 §6)
  public DataChannels(
      SctpOptions options,
      RandomGenerator random,
      boolean dtlsClient,
      DataChannelListener listener) {
    this.listener = listener;
    firstStream = dtlsClient ? 0 : 1;
    association = new Association(options, random, new Streams());
  }

  public void connect(long time) {
    association.connect(time);
  }

  public boolean isConnected() {
    return association.isEstablished();
  }

  public boolean isOver() {
    return association.isOver();
  }

  /// Bytes of messages of which nothing has been sent.
  public int buffered() {
    return association.buffered();
  }

  /// Packets and messages that were dropped because they did not hold what they said.
  public long malformed() {
    return association.malformed() + malformed;
  }

  /// See [Association#receive].
  public void receive(byte[] bytes, int offset, int length, long time) {
    now = time;
    association.receive(bytes, offset, length, time);
  }

  /// See [Association#poll].
  public int poll(byte[] out, int offset, long time) {
    return association.poll(out, offset, time);
  }

  /// See [Association#nextTimeout].
  public long nextTimeout() {
    return association.nextTimeout();
  }

  /// See [Association#advance].
  public void advance(long time) {
    now = time;
    association.advance(time);
  }

  /// See [Association#abort].
  public void abort() {
    association.abort();
  }

  /// Opens a channel. Messages may follow at once. Null if there are too many already, or the send
  /// buffer is full.
  public @Nullable DataChannel open(
      String label, String protocol, boolean ordered, Reliability reliability, long time) {
    int stream = firstStream;
    while (channels.containsKey(stream)) {
      stream += 2;
    }
    var channel = new DataChannel(stream, label, protocol, ordered, reliability);
    byte[] open = DcepMessage.write(new DcepMessage.Open(ordered, reliability, label, protocol));
    if (channels.size() >= MOST
        || !association.send(stream, DCEP, true, Reliability.RELIABLE, open, time)) {
      return null;
    }
    channels.put(stream, channel);
    unacknowledged.add(stream);
    return channel;
  }

  /// Sends a message. False if the channel is closed or closing, or the send buffer is full.
  public boolean send(DataChannel channel, boolean text, byte[] message, long time) {
    int stream = channel.stream();
    if (channels.get(stream) != channel || closing.containsKey(stream)) {
      return false;
    }
    boolean empty = message.length == 0;
    long kind = text ? (empty ? EMPTY_STRING : STRING) : empty ? EMPTY_BINARY : BINARY;
    // Until the peer knows the channel, nothing may overtake what opens it (RFC 8832 §6).
    boolean ordered = channel.ordered() || unacknowledged.contains(stream);
    byte[] bytes = empty ? new byte[1] : message;
    return association.send(stream, kind, ordered, channel.reliability(), bytes, time);
  }

  /// Closes a channel, once its messages have been sent.
  public void close(DataChannel channel) {
    int stream = channel.stream();
    if (channels.get(stream) == channel && !closing.containsKey(stream)) {
      closing.put(stream, new Closing(false, false));
      association.reset(List.of(stream));
    }
  }

  private void settle(int stream, Closing far) {
    if (!far.oursDone || !far.theirsDone) {
      closing.put(stream, far);
      return;
    }
    closing.remove(stream);
    unacknowledged.remove(stream);
    DataChannel channel = channels.remove(stream);
    if (channel != null) {
      listener.closed(channel);
    }
  }

  private final class Streams implements SctpListener {
    @Override
    public void established() {
      listener.connected();
    }

    @Override
    public void message(int stream, long payloadProtocol, byte[] message) {
      if (payloadProtocol == DCEP) {
        negotiate(stream, message);
        return;
      }
      DataChannel channel = channels.get(stream);
      if (channel == null) {
        malformed++;
        return;
      }
      switch ((int) payloadProtocol) {
        case (int) STRING -> listener.message(channel, true, message);
        case (int) BINARY -> listener.message(channel, false, message);
        case (int) EMPTY_STRING -> listener.message(channel, true, new byte[0]);
        case (int) EMPTY_BINARY -> listener.message(channel, false, new byte[0]);
        default -> malformed++;
      }
    }

    private void negotiate(int stream, byte[] message) {
      try {
        switch (DcepMessage.read(message)) {
          case DcepMessage.Ack _ -> unacknowledged.remove(stream);
          case DcepMessage.Open open -> accept(stream, open);
        }
      } catch (MalformedSctp e) {
        malformed++;
      }
    }

    private void accept(int stream, DcepMessage.Open open) {
      if (channels.containsKey(stream) || (stream & 1) == firstStream) {
        malformed++;
        return;
      }
      if (channels.size() >= MOST) {
        association.reset(List.of(stream));
        return;
      }
      var channel =
          new DataChannel(
              stream, open.label(), open.protocol(), open.ordered(), open.reliability());
      channels.put(stream, channel);
      association.send(
          stream, DCEP, true, Reliability.RELIABLE, DcepMessage.write(new DcepMessage.Ack()), now);
      listener.opened(channel);
    }

    /// The peer closes its direction; ours follows (RFC 8831 §6.7).
    @Override
    public void incomingReset(List<Integer> streams) {
      for (Integer stream : streams.isEmpty() ? new ArrayList<>(channels.keySet()) : streams) {
        DataChannel channel = channels.get(stream);
        if (channel != null) {
          close(channel);
          Closing far = closing.get(stream);
          settle(stream, new Closing(far != null && far.oursDone, true));
        }
      }
    }

    @Override
    public void outgoingReset(List<Integer> streams) {
      for (Integer stream : streams) {
        Closing far = closing.get(stream);
        if (far != null) {
          settle(stream, new Closing(true, far.theirsDone));
        }
      }
    }

    @Override
    public void closed() {
      channels.clear();
      closing.clear();
      unacknowledged.clear();
      listener.disconnected();
    }
  }
}
