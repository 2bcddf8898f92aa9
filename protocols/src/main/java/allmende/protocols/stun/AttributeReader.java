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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes records of the attributes of one message.
final class AttributeReader {
  private static final int MAX_USERNAME = 509;
  private static final int MAX_TEXT = 763;

  private final byte[] bytes;
  private final int message;

  private AttributeReader(StunView view) {
    bytes = view.bytes();
    message = view.offset();
  }

  static List<StunAttribute> all(StunView view) throws MalformedStun {
    var reader = new AttributeReader(view);
    List<StunAttribute> attributes = new ArrayList<>();
    int at = view.offset() + StunView.HEADER;
    while (at < view.protectedEnd()) {
      int type = BigEndian.uint16(reader.bytes, at);
      int length = BigEndian.uint16(reader.bytes, at + 2);
      if (type != AttributeType.FINGERPRINT) {
        attributes.add(reader.read(type, at + 4, length));
      }
      if (attributes.size() > StunMessage.MAX_ATTRIBUTES) {
        throw new MalformedStun("too many attributes");
      }
      at += 4 + StunView.padded(length);
    }
    return attributes;
  }

  private StunAttribute read(int type, int at, int length) throws MalformedStun {
    return switch (type) {
      case AttributeType.MAPPED_ADDRESS -> new MappedAddress(address(at, length, false));
      case AttributeType.XOR_MAPPED_ADDRESS -> new XorMappedAddress(address(at, length, true));
      case AttributeType.XOR_PEER_ADDRESS -> new XorPeerAddress(address(at, length, true));
      case AttributeType.XOR_RELAYED_ADDRESS -> new XorRelayedAddress(address(at, length, true));
      case AttributeType.USERNAME -> new Username(text(at, length, MAX_USERNAME));
      case AttributeType.REALM -> new Realm(text(at, length, MAX_TEXT));
      case AttributeType.NONCE -> new Nonce(text(at, length, MAX_TEXT));
      case AttributeType.SOFTWARE -> new Software(text(at, length, MAX_TEXT));
      case AttributeType.ERROR_CODE -> error(at, length);
      case AttributeType.UNKNOWN_ATTRIBUTES -> unknown(at, length);
      case AttributeType.PRIORITY -> new Priority(unsigned(at, length));
      case AttributeType.USE_CANDIDATE -> flag(length, new UseCandidate());
      case AttributeType.ICE_CONTROLLED -> new IceControlled(int64(at, length));
      case AttributeType.ICE_CONTROLLING -> new IceControlling(int64(at, length));
      case AttributeType.CHANNEL_NUMBER -> new ChannelNumber((int) (unsigned(at, length) >> 16));
      case AttributeType.LIFETIME -> new Lifetime(unsigned(at, length));
      case AttributeType.DATA -> new Data(Arrays.copyOfRange(bytes, at, at + length));
      case AttributeType.REQUESTED_ADDRESS_FAMILY ->
          new RequestedAddressFamily(AddressFamily.of((int) (unsigned(at, length) >> 24)));
      case AttributeType.ADDITIONAL_ADDRESS_FAMILY ->
          new AdditionalAddressFamily(AddressFamily.of((int) (unsigned(at, length) >> 24)));
      case AttributeType.EVEN_PORT -> evenPort(at, length);
      case AttributeType.REQUESTED_TRANSPORT ->
          new RequestedTransport((int) (unsigned(at, length) >> 24));
      case AttributeType.DONT_FRAGMENT -> flag(length, new DontFragment());
      case AttributeType.RESERVATION_TOKEN -> new ReservationToken(int64(at, length));
      default -> new Unknown(type);
    };
  }

  private InetSocketAddress address(int at, int length, boolean xored) throws MalformedStun {
    expect(length >= 8);
    AddressFamily family = AddressFamily.of(bytes[at + 1] & 0xFF);
    expect(length == 4 + family.bytes);
    int port = BigEndian.uint16(bytes, at + 2);
    byte[] ip = Arrays.copyOfRange(bytes, at + 4, at + length);
    if (xored) {
      port ^= StunView.MAGIC_COOKIE >>> 16;
      for (int i = 0; i < ip.length; i++) {
        ip[i] ^= bytes[message + 4 + i]; // the cookie, and behind it the transaction's id
      }
    }
    try {
      return new InetSocketAddress(InetAddress.getByAddress(ip), port);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String text(int at, int length, int most) throws MalformedStun {
    expect(length <= most);
    return new String(bytes, at, length, StandardCharsets.UTF_8);
  }

  private ErrorCode error(int at, int length) throws MalformedStun {
    expect(length >= 4);
    int hundreds = bytes[at + 2] & 0x07;
    int rest = bytes[at + 3] & 0xFF;
    expect(hundreds >= 3 && hundreds <= 6 && rest < 100);
    return new ErrorCode(hundreds * 100 + rest, text(at + 4, length - 4, MAX_TEXT));
  }

  private UnknownAttributes unknown(int at, int length) throws MalformedStun {
    expect((length & 1) == 0 && length / 2 <= StunMessage.MAX_ATTRIBUTES);
    List<Integer> types = new ArrayList<>();
    for (int i = 0; i < length; i += 2) {
      types.add(BigEndian.uint16(bytes, at + i));
    }
    return new UnknownAttributes(types);
  }

  private EvenPort evenPort(int at, int length) throws MalformedStun {
    expect(length == 1);
    return new EvenPort((bytes[at] & 0x80) != 0);
  }

  private long unsigned(int at, int length) throws MalformedStun {
    expect(length == 4);
    return Integer.toUnsignedLong(BigEndian.int32(bytes, at));
  }

  private long int64(int at, int length) throws MalformedStun {
    expect(length == 8);
    return BigEndian.int64(bytes, at);
  }

  private static StunAttribute flag(int length, StunAttribute attribute) throws MalformedStun {
    expect(length == 0);
    return attribute;
  }

  private static void expect(boolean holds) throws MalformedStun {
    if (!holds) {
      throw new MalformedStun("an attribute's value has the wrong size or form");
    }
  }
}
