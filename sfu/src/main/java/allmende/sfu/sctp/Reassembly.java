package allmende.sfu.sctp;

import allmende.sfu.sctp.Chunk.Data;
import allmende.sfu.sctp.Chunk.ForwardTsn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Puts fragments together and messages into the order of their streams (RFC 9260 §6.5, §6.9).
final class Reassembly {
  /// What a fragment costs beyond its bytes. Small ones count for more than they say, or a window's
  /// worth of them could take many windows of memory.
  private static final int COST = 128;

  /// Where whole messages go.
  interface Sink {
    void message(int stream, long payloadProtocol, byte[] bytes);
  }

  private record Whole(long payloadProtocol, byte[] bytes) {}

  /// The messages of a stream that have to wait for an earlier one.
  private static final class Stream {
    long next;
    final TreeMap<Long, Whole> waiting = new TreeMap<>();
  }

  private final Sink sink;
  private final int maxMessageSize;
  private final TreeMap<Long, Data> fragments = new TreeMap<>();
  private final Map<Integer, Stream> streams = new HashMap<>();
  private int held;

  Reassembly(int maxMessageSize, Sink sink) {
    this.maxMessageSize = maxMessageSize;
    this.sink = sink;
  }

  /// What is held, in bytes of the receive window.
  int held() {
    return held;
  }

  static int cost(Data data) {
    return data.length() + COST;
  }

  /// Takes a fragment that was not here before. False if its message is longer than it may be.
  boolean add(long tsn, Data data) {
    if (data.begins() && data.ends()) {
      whole(data, data.bytes());
      return true;
    }
    fragments.put(tsn, data);
    held += cost(data);
    return complete(tsn);
  }

  /// Delivers the message around a TSN if all of it is there.
  private boolean complete(long tsn) {
    Data given = fragment(tsn);
    long size = given.length();
    long first = tsn;
    Data data = given;
    while (data != null && !data.begins()) {
      data = fragments.get(--first);
      if (data != null && data.ends()) {
        data = null; // of the message before
      }
      size += data == null ? 0 : data.length();
    }
    long last = tsn;
    Data tail = given;
    while (tail != null && !tail.ends()) {
      tail = fragments.get(++last);
      if (tail != null && tail.begins()) {
        tail = null; // of the message behind
      }
      size += tail == null ? 0 : tail.length();
    }
    if (size > maxMessageSize) {
      return false;
    }
    if (data == null || tail == null) {
      return true;
    }
    byte[] message = new byte[(int) size];
    int at = 0;
    for (long each = first; each <= last; each++) {
      Data part = fragment(each);
      System.arraycopy(part.bytes(), part.offset(), message, at, part.length());
      at += part.length();
      fragments.remove(each);
      held -= cost(part);
    }
    whole(data, message);
    return true;
  }

  private Data fragment(long tsn) {
    Data data = fragments.get(tsn);
    if (data == null) {
      throw new IllegalStateException("a fragment is missing");
    }
    return data;
  }

  private void whole(Data data, byte[] message) {
    if (data.stream() >= SctpOptions.STREAMS) {
      return;
    }
    if (data.unordered()) {
      sink.message(data.stream(), data.payloadProtocol(), message);
      return;
    }
    Stream stream = streams.computeIfAbsent(data.stream(), _ -> new Stream());
    long sequence = Serial.near16(stream.next, data.sequence());
    if (sequence < stream.next) {
      return; // was given up before
    }
    if (stream.waiting.putIfAbsent(sequence, new Whole(data.payloadProtocol(), message)) == null) {
      held += message.length + COST;
    }
    drain(data.stream(), stream);
  }

  private void drain(int id, Stream stream) {
    while (!stream.waiting.isEmpty() && stream.waiting.firstKey() <= stream.next) {
      Map.Entry<Long, Whole> first = stream.waiting.pollFirstEntry();
      stream.next = Math.max(stream.next, first.getKey() + 1);
      deliver(id, first.getValue());
    }
  }

  private void deliver(int id, Whole message) {
    held -= message.bytes.length + COST;
    sink.message(id, message.payloadProtocol, message.bytes);
  }

  /// Fragments up to a TSN will never be whole; streams go on behind what was given up (RFC 3758
  /// §3.6).
  void skip(long tsn, List<ForwardTsn.Skipped> skipped) {
    var gone = fragments.headMap(tsn, true);
    for (Data each : gone.values()) {
      held -= cost(each);
    }
    gone.clear();
    for (ForwardTsn.Skipped each : skipped) {
      if (each.stream() >= SctpOptions.STREAMS) {
        continue;
      }
      Stream stream = streams.computeIfAbsent(each.stream(), _ -> new Stream());
      long sequence = Serial.near16(stream.next, each.sequence());
      while (!stream.waiting.isEmpty() && stream.waiting.firstKey() <= sequence) {
        deliver(each.stream(), stream.waiting.pollFirstEntry().getValue());
      }
      stream.next = Math.max(stream.next, sequence + 1);
      drain(each.stream(), stream);
    }
  }

  /// These streams begin anew; none named means all.
  void reset(List<Integer> ids) {
    for (Integer id : ids.isEmpty() ? List.copyOf(streams.keySet()) : ids) {
      Stream stream = streams.remove(id);
      if (stream != null) {
        stream.waiting.values().forEach(each -> held -= each.bytes.length + COST);
      }
    }
  }
}
