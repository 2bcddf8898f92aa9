package allmende.protocols.stun;

import allmende.protocols.BigEndian;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// A whole message (RFC 8489 §5), without MESSAGE-INTEGRITY and FINGERPRINT.
public record StunMessage(
    StunMethod method, StunClass kind, TransactionId id, List<StunAttribute> attributes) {
  /// More attributes than this have no honest use.
  public static final int MAX_ATTRIBUTES = 32;

  public StunMessage {
    attributes = List.copyOf(attributes);
  }

  public StunMessage(
      StunMethod method, StunClass kind, TransactionId id, StunAttribute... attributes) {
    this(method, kind, id, List.of(attributes));
  }

  /// Reads what a view looks at. Says nothing about its integrity; attributes behind
  /// MESSAGE-INTEGRITY are left out.
  public static StunMessage read(StunView view) throws MalformedStun {
    byte[] bytes = view.bytes();
    int offset = view.offset();
    if (view.protectedEnd() == offset) {
      throw new MalformedStun("no message in view");
    }
    int type = BigEndian.uint16(bytes, offset);
    return new StunMessage(
        StunMethod.ofType(type),
        StunClass.ofType(type),
        TransactionId.read(bytes, offset + 8),
        AttributeReader.all(view));
  }

  public static StunMessage read(byte[] bytes, int offset, int length) throws MalformedStun {
    var view = new StunView();
    if (!view.wrap(bytes, offset, length)) {
      throw new MalformedStun("not a STUN message");
    }
    return read(view);
  }

  /// The first attribute of a kind.
  public <A extends StunAttribute> Optional<A> find(Class<A> kindOfAttribute) {
    return attributes.stream()
        .filter(kindOfAttribute::isInstance)
        .map(kindOfAttribute::cast)
        .findFirst();
  }

  /// What a 420 must name.
  public List<Integer> notUnderstood() {
    return attributes.stream()
        .filter(each -> each instanceof StunAttribute.Unknown unknown && unknown.mustBeUnderstood())
        .map(each -> ((StunAttribute.Unknown) each).type())
        .toList();
  }

  /// The answer that says yes to this request.
  public StunMessage success(StunAttribute... answer) {
    return new StunMessage(method, StunClass.SUCCESS, id, answer);
  }

  /// The answer that says no to this request.
  public StunMessage error(int code, String reason, StunAttribute... more) {
    var all = new StunAttribute[more.length + 1];
    all[0] = new StunAttribute.ErrorCode(code, reason);
    System.arraycopy(more, 0, all, 1, more.length);
    return new StunMessage(method, StunClass.ERROR, id, all);
  }

  /// The bytes, with FINGERPRINT, and with MESSAGE-INTEGRITY if there is a key.
  public byte[] toBytes(@Nullable KeyedHash hash) {
    return toBytes(hash, true);
  }

  /// The bytes. ICE wants a fingerprint always, TURN clients get one if they sent one.
  public byte[] toBytes(@Nullable KeyedHash hash, boolean fingerprint) {
    var writer = new AttributeWriter(id);
    attributes.forEach(writer::write);
    byte[] out = writer.bytes();
    BigEndian.put16(out, 0, method.type(kind));
    BigEndian.put32(out, 4, StunView.MAGIC_COOKIE);
    id.write(out, 8);
    BigEndian.put16(out, 2, out.length - StunView.HEADER);
    if (hash != null) {
      out = withIntegrity(out, hash);
    }
    return fingerprint ? withFingerprint(out) : out;
  }

  private static byte[] withIntegrity(byte[] message, KeyedHash hash) {
    int at = message.length;
    byte[] out = grown(message, AttributeType.MESSAGE_INTEGRITY, StunView.HASH_LENGTH);
    System.arraycopy(hash.over(out, 0, at), 0, out, at + 4, StunView.HASH_LENGTH);
    return out;
  }

  private static byte[] withFingerprint(byte[] message) {
    int at = message.length;
    byte[] out = grown(message, AttributeType.FINGERPRINT, 4);
    var crc = new CRC32();
    crc.update(out, 0, at);
    BigEndian.put32(out, at + 4, (int) crc.getValue() ^ StunView.FINGERPRINT_XOR);
    return out;
  }

  private static byte[] grown(byte[] message, int type, int length) {
    byte[] out = Arrays.copyOf(message, message.length + 4 + length);
    BigEndian.put16(out, message.length, type);
    BigEndian.put16(out, message.length + 2, length);
    BigEndian.put16(out, 2, out.length - StunView.HEADER);
    return out;
  }
}
