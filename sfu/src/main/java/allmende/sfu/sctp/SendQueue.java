package allmende.sfu.sctp;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages that wait to be sent. A message is sent whole before the next begins, as fragments of
/// the plain kind demand (RFC 9260 §6.9).
final class SendQueue {
  private final ArrayDeque<OutgoingMessage> messages = new ArrayDeque<>();
  private final Map<Integer, Integer> sequences = new HashMap<>();
  private int bytes;

  void add(OutgoingMessage message) {
    messages.add(message);
    bytes += message.bytes.length;
  }

  /// Bytes of which no fragments have been made.
  int bytes() {
    return bytes;
  }

  boolean hasMessagesOf(int stream) {
    return messages.stream().anyMatch(each -> each.stream == stream);
  }

  /// The message whose turn it is. Those that are not worth sending any more are dropped if nothing
  /// of them has been sent; of one that has begun, the caller must see to what is out.
  @Nullable OutgoingMessage head(long now) {
    OutgoingMessage head = messages.peek();
    while (head != null && (head.abandoned || head.taken == 0 && head.hasExpired(now))) {
      drop();
      head = messages.peek();
    }
    return head;
  }

  /// Takes up to so many bytes off the head, and returns how many.
  int take(OutgoingMessage head, int most) {
    if (head.taken == 0 && !head.unordered) {
      int sequence = sequences.getOrDefault(head.stream, 0);
      head.sequence = sequence;
      sequences.put(head.stream, sequence + 1 & 0xFFFF);
    }
    int length = Math.min(most, head.bytes.length - head.taken);
    head.taken += length;
    bytes -= length;
    if (head.isTaken()) {
      messages.remove();
    }
    return length;
  }

  private void drop() {
    OutgoingMessage head = messages.remove();
    bytes -= head.bytes.length - head.taken;
  }

  /// The numbering of a stream begins anew.
  void reset(int stream) {
    sequences.remove(stream);
  }
}
