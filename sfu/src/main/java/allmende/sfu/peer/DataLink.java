package allmende.sfu.peer;

import allmende.sfu.media.Transport;
import allmende.sfu.sctp.DataChannel;
import allmende.sfu.sctp.DataChannelListener;
import allmende.sfu.sctp.DataChannels;
import allmende.sfu.sctp.Reliability;
import allmende.sfu.sctp.SctpOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The data channels of one peer connection, driven by a virtual thread of their own.
public final class DataLink implements AutoCloseable {
  /// Of a message, in bytes.
  public static final int LARGEST_MESSAGE = 65_536;

  private static final SctpOptions OPTIONS =
      new SctpOptions(5_000, 1_191, LARGEST_MESSAGE, 512 << 10, 2 << 20);

  private static final int WAITING = 1_024;
  private static final int MOST_EARLY = 64;
  private static final long LONGEST_PAUSE = 10_000_000_000L;
  private static final Logger log = LoggerFactory.getLogger(DataLink.class);

  private final Transport transport;
  private final DataChannels channels;
  private final Messages messages;
  private final Map<String, DataChannel> byLabel = new HashMap<>();
  private final List<Early> early = new ArrayList<>();
  private final BlockingQueue<Runnable> inbox = new ArrayBlockingQueue<>(WAITING);
  private final byte[] packet = new byte[2_048];
  private final Thread thread;
  private volatile boolean closed;

  /// Hears what the client sends, on the link's thread: while it listens, the client waits.
  @FunctionalInterface
  public interface Messages {
    void heard(String label, byte[] message);
  }

  public DataLink(Transport transport, RandomGenerator random, Messages messages) {
    this.transport = transport;
    this.messages = messages;
    this.channels = new DataChannels(OPTIONS, random, false, new Channels());
    this.thread = Thread.ofVirtual().name("data").start(this::run);
  }

  /// Opens a channel of ours, and the association if need be.
  public void open(String label, boolean reliable) {
    tell(() -> {
      long now = System.nanoTime();
      channels.connect(now);
      Reliability reliability = reliable ? Reliability.RELIABLE : new Reliability.MaxRetransmits(0);
      DataChannel channel = channels.open(label, "", reliable, reliability, now);
      if (channel != null) {
        byLabel.put(label, channel);
      }
    });
  }

  /// An SCTP packet from the client; waits while too many wait already, so that the client's next
  /// ones are dropped on the way.
  public void receive(byte[] bytes, int length) {
    byte[] copy = new byte[length];
    System.arraycopy(bytes, 0, copy, 0, length);
    try {
      inbox.put(() -> channels.receive(copy, 0, copy.length, System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Sends a message, or drops it for a client that takes nothing. To one whose channel is not open
  /// yet a few are sent once it is.
  public void send(String label, byte[] message) {
    tell(() -> {
      DataChannel channel = byLabel.get(label);
      if (channel != null) {
        channels.send(channel, false, message, System.nanoTime());
      } else if (early.size() < MOST_EARLY) {
        early.add(new Early(label, message));
      }
    });
  }

  /// A message for a channel that is not open yet.
  private record Early(String label, byte[] message) {}

  private void sendEarly(DataChannel channel) {
    early.removeIf(each -> {
      boolean meant = each.label().equals(channel.label());
      if (meant) {
        channels.send(channel, false, each.message(), System.nanoTime());
      }
      return meant;
    });
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void tell(Runnable task) {
    inbox.offer(task);
  }

  private void run() {
    try {
      while (!closed && !channels.isOver()) {
        long pause = Math.min(LONGEST_PAUSE, channels.nextTimeout() - System.nanoTime());
        Runnable task = inbox.poll(Math.max(pause, 0), TimeUnit.NANOSECONDS);
        if (task != null) {
          task.run();
        }
        long now = System.nanoTime();
        if (channels.nextTimeout() <= now) {
          channels.advance(now);
        }
        for (int length = channels.poll(packet, 0, now);
            length > 0;
            length = channels.poll(packet, 0, now)) {
          transport.sendData(packet, 0, length);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!closed) {
        log.error("A client's data channels failed.", e);
      }
    }
    closed = true;
    inbox.clear();
  }

  private final class Channels implements DataChannelListener {
    @Override
    public void connected() {}

    @Override
    public void opened(DataChannel channel) {
      byLabel.put(channel.label(), channel);
      sendEarly(channel);
    }

    @Override
    public void message(DataChannel channel, boolean text, byte[] message) {
      messages.heard(channel.label(), message);
    }

    @Override
    public void closed(DataChannel channel) {
      byLabel.remove(channel.label(), channel);
    }

    @Override
    public void disconnected() {
      byLabel.clear();
    }
  }
}
