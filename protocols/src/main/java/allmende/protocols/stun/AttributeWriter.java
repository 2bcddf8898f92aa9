package allmende.protocols.stun;

import allmende.protocols.BigEndian;
import allmende.protocols.stun.StunAttribute.AdditionalAddressFamily;
import allmende.protocols.stun.StunAttribute.ChannelNumber;
import allmende.protocols.stun.StunAttribute.Data;
import allmende.protocols.stun.StunAttribute.DontFragment;
import allmende.protocols.stun.StunAttribute.ErrorCode;
import allmende.protocols.stun.StunAttribute.EvenPort;
import allmende.protocols.stun.StunAttribute.IceControlled;
import allmende.protocols.stun.StunAttribute.IceControlling;
import allmende.protocols.stun.StunAttribute.Lifetime;
import allmende.protocols.stun.StunAttribute.MappedAddress;
import allmende.protocols.stun.StunAttribute.Nonce;
import allmende.protocols.stun.StunAttribute.Priority;
import allmende.protocols.stun.StunAttribute.Realm;
import allmende.protocols.stun.StunAttribute.RequestedAddressFamily;
import allmende.protocols.stun.StunAttribute.RequestedTransport;
import allmende.protocols.stun.StunAttribute.ReservationToken;
import allmende.protocols.stun.StunAttribute.Software;
import allmende.protocols.stun.StunAttribute.Unknown;
import allmende.protocols.stun.StunAttribute.UnknownAttributes;
import allmende.protocols.stun.StunAttribute.UseCandidate;
import allmende.protocols.stun.StunAttribute.Username;
import allmende.protocols.stun.StunAttribute.XorMappedAddress;
import allmende.protocols.stun.StunAttribute.XorPeerAddress;
import allmende.protocols.stun.StunAttribute.XorRelayedAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Collects the attributes of one message behind room for its header.
final class AttributeWriter {
  private final byte[] mask = new byte[4 + TransactionId.LENGTH];
  private byte[] out = new byte[128];
  private int end = StunView.HEADER;

  AttributeWriter(TransactionId id) {
    BigEndian.put32(mask, 0, StunView.MAGIC_COOKIE);
    id.write(mask, 4);
  }

  byte[] bytes() {
    return Arrays.copyOf(out, end);
  }

  void write(StunAttribute attribute) {
    switch (attribute) {
      case MappedAddress it -> address(AttributeType.MAPPED_ADDRESS, it.address(), false);
      case XorMappedAddress it -> address(AttributeType.XOR_MAPPED_ADDRESS, it.address(), true);
      case XorPeerAddress it -> address(AttributeType.XOR_PEER_ADDRESS, it.address(), true);
      case XorRelayedAddress it -> address(AttributeType.XOR_RELAYED_ADDRESS, it.address(), true);
      case Username it -> text(AttributeType.USERNAME, it.name());
      case Realm it -> text(AttributeType.REALM, it.name());
      case Nonce it -> text(AttributeType.NONCE, it.value());
      case Software it -> text(AttributeType.SOFTWARE, it.name());
      case ErrorCode it -> error(it);
      case UnknownAttributes it -> unknown(it);
      case Priority it -> int32(AttributeType.PRIORITY, (int) it.value());
      case UseCandidate _ -> open(AttributeType.USE_CANDIDATE, 0);
      case IceControlled it -> int64(AttributeType.ICE_CONTROLLED, it.tieBreaker());
      case IceControlling it -> int64(AttributeType.ICE_CONTROLLING, it.tieBreaker());
      case ChannelNumber it -> int32(AttributeType.CHANNEL_NUMBER, it.number() << 16);
      case Lifetime it -> int32(AttributeType.LIFETIME, (int) it.seconds());
      case Data it -> bytes(AttributeType.DATA, it.bytes());
      case RequestedAddressFamily it ->
          int32(AttributeType.REQUESTED_ADDRESS_FAMILY, it.family().code << 24);
      case AdditionalAddressFamily it ->
          int32(AttributeType.ADDITIONAL_ADDRESS_FAMILY, it.family().code << 24);
      case EvenPort it ->
          bytes(AttributeType.EVEN_PORT, new byte[] {(byte) (it.reserve() ? 0x80 : 0)});
      case RequestedTransport it -> int32(AttributeType.REQUESTED_TRANSPORT, it.protocol() << 24);
      case DontFragment _ -> open(AttributeType.DONT_FRAGMENT, 0);
      case ReservationToken it -> int64(AttributeType.RESERVATION_TOKEN, it.token());
      case Unknown it -> throw new IllegalArgumentException("cannot write " + it);
    }
  }

  private void address(int type, InetSocketAddress address, boolean xored) {
    byte[] ip = address.getAddress().getAddress();
    int at = open(type, 4 + ip.length);
    out[at + 1] = (byte) (ip.length == 4 ? AddressFamily.IPV4.code : AddressFamily.IPV6.code);
    int cover = xored ? StunView.MAGIC_COOKIE >>> 16 : 0;
    BigEndian.put16(out, at + 2, address.getPort() ^ cover);
    for (int i = 0; i < ip.length; i++) {
      out[at + 4 + i] = (byte) (xored ? ip[i] ^ mask[i] : ip[i]);
    }
  }

  private void error(ErrorCode error) {
    byte[] reason = error.reason().getBytes(StandardCharsets.UTF_8);
    int at = open(AttributeType.ERROR_CODE, 4 + reason.length);
    out[at + 2] = (byte) (error.code() / 100);
    out[at + 3] = (byte) (error.code() % 100);
    System.arraycopy(reason, 0, out, at + 4, reason.length);
  }

  private void unknown(UnknownAttributes attribute) {
    int at = open(AttributeType.UNKNOWN_ATTRIBUTES, 2 * attribute.types().size());
    for (int type : attribute.types()) {
      BigEndian.put16(out, at, type);
      at += 2;
    }
  }

  private void text(int type, String value) {
    bytes(type, value.getBytes(StandardCharsets.UTF_8));
  }

  private void int32(int type, int value) {
    int at = open(type, 4); // before `out` is looked at: it may grow
    BigEndian.put32(out, at, value);
  }

  private void int64(int type, long value) {
    int at = open(type, 8);
    BigEndian.put64(out, at, value);
  }

  private void bytes(int type, byte[] value) {
    int at = open(type, value.length);
    System.arraycopy(value, 0, out, at, value.length);
  }

  /// Writes type and length, makes room for the value with its padding, and says where it goes.
  private int open(int type, int length) {
    int at = end + 4;
    end = at + StunView.padded(length);
    if (end > out.length) {
      out = Arrays.copyOf(out, Math.max(end, 2 * out.length));
    }
    BigEndian.put16(out, at - 4, type);
    BigEndian.put16(out, at - 2, length);
    return at;
  }
}
