package allmende.sfu.sctp;

import allmende.protocols.BigEndian;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The protocol that opens channels (RFC 8832 §5).
sealed interface DcepMessage {
  int ACK = 2;
  int OPEN = 3;

  /// The longest label and the longest name of a protocol, in bytes.
  int MOST_TEXT = 1_024;

  /// §5.1.
  record Open(boolean ordered, Reliability reliability, String label, String protocol)
      implements DcepMessage {}

  /// §5.2.
  record Ack() implements DcepMessage {}

  static DcepMessage read(byte[] bytes) throws MalformedSctp {
    if (bytes.length == 1 && bytes[0] == ACK) {
      return new Ack();
    }
    if (bytes.length < 12 || bytes[0] != OPEN) {
      throw new MalformedSctp("not a message of DCEP");
    }
    int label = BigEndian.uint16(bytes, 8);
    int protocol = BigEndian.uint16(bytes, 10);
    if (12 + label + protocol > bytes.length || label > MOST_TEXT || protocol > MOST_TEXT) {
      throw new MalformedSctp("a label that is too long");
    }
    int most = (int) Math.min(BigEndian.uint32(bytes, 4), Integer.MAX_VALUE);
    Reliability reliability =
        switch (bytes[1] & 0x7F) {
          case 0 -> Reliability.RELIABLE;
          case 1 -> new Reliability.MaxRetransmits(most);
          case 2 -> new Reliability.MaxLifetime(most);
          default -> throw new MalformedSctp("an unknown kind of channel");
        };
    return new Open(
        bytes[1] >= 0,
        reliability,
        new String(bytes, 12, label, StandardCharsets.UTF_8),
        new String(bytes, 12 + label, protocol, StandardCharsets.UTF_8));
  }

  static byte[] write(DcepMessage message) {
    return switch (message) {
      case Ack _ -> new byte[] {ACK};
      case Open it -> {
        byte[] label = it.label.getBytes(StandardCharsets.UTF_8);
        byte[] protocol = it.protocol.getBytes(StandardCharsets.UTF_8);
        byte[] out = Arrays.copyOf(new byte[] {OPEN}, 12 + label.length + protocol.length);
        switch (it.reliability) {
          case Reliability.Reliable _ -> {}
          case Reliability.MaxRetransmits(int times) -> kind(out, 1, times);
          case Reliability.MaxLifetime(int millis) -> kind(out, 2, millis);
        }
        out[1] |= (byte) (it.ordered ? 0 : 0x80);
        BigEndian.put16(out, 8, label.length);
        BigEndian.put16(out, 10, protocol.length);
        System.arraycopy(label, 0, out, 12, label.length);
        System.arraycopy(protocol, 0, out, 12 + label.length, protocol.length);
        yield out;
      }
    };
  }

  private static void kind(byte[] out, int kind, int most) {
    out[1] = (byte) kind;
    BigEndian.put32(out, 4, most);
  }
}
