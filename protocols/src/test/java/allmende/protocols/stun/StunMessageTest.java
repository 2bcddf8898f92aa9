package allmende.protocols.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.BigEndian;
import allmende.protocols.Fuzz;
import allmende.protocols.Hex;
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
import java.util.List;
import org.junit.jupiter.api.Test;

class StunMessageTest {
  private static final TransactionId ID = new TransactionId(1, 0x0203040506070809L);
  private static final KeyedHash KEY = new HmacSha1(new byte[] {1, 2, 3});
  private static final InetSocketAddress V4 = new InetSocketAddress("198.51.100.7", 50_000);
  private static final InetSocketAddress V6 = new InetSocketAddress("2001:db8::7", 443);

  private static final StunMessage EVERYTHING =
      new StunMessage(
          StunMethod.ALLOCATE,
          StunClass.INDICATION,
          ID,
          new MappedAddress(V4),
          new XorMappedAddress(V6),
          new Username("a:b"),
          new Realm("livekit"),
          new Nonce("n"),
          new Software(""),
          new ErrorCode(ErrorCode.ROLE_CONFLICT, "Role Conflict"),
          new UnknownAttributes(List.of(0x7FFF, 3)),
          new Priority(0x7FFFFFFFL),
          new UseCandidate(),
          new IceControlled(-1),
          new IceControlling(7),
          new ChannelNumber(0x4001),
          new Lifetime(0xFFFFFFFFL),
          new XorPeerAddress(V4),
          new Data(new byte[] {9, 8, 7}),
          new XorRelayedAddress(V4),
          new RequestedAddressFamily(AddressFamily.IPV6),
          new AdditionalAddressFamily(AddressFamily.IPV6),
          new EvenPort(true),
          new RequestedTransport(RequestedTransport.UDP),
          new DontFragment(),
          new ReservationToken(0x0102030405060708L));

  @Test
  void everyAttributeComesBack() throws Exception {
    for (StunMethod method : StunMethod.values()) {
      for (StunClass kind : StunClass.values()) {
        var message = new StunMessage(method, kind, ID, EVERYTHING.attributes());
        for (KeyedHash key : Arrays.asList(KEY, null)) {
          byte[] bytes = message.toBytes(key);
          assertEquals(message, StunMessage.read(bytes, 0, bytes.length));
          StunView view = wrapped(bytes);
          assertTrue(view.fingerprintHolds());
          assertEquals(key != null, view.integrityHolds(KEY));
        }
      }
    }
  }

  @Test
  void typesAreNumberedAsInTheRfc() {
    byte[] bytes = new StunMessage(StunMethod.CHANNEL_BIND, StunClass.ERROR, ID).toBytes(null);
    assertEquals(0x0119, BigEndian.uint16(bytes, 0));
  }

  @Test
  void readsWhereItLies() throws Exception {
    byte[] message = EVERYTHING.toBytes(KEY);
    byte[] buffer = new byte[message.length + 30];
    Arrays.fill(buffer, (byte) 0xAA);
    System.arraycopy(message, 0, buffer, 17, message.length);
    var view = new StunView();
    assertTrue(view.wrap(buffer, 17, message.length));
    assertEquals(EVERYTHING, StunMessage.read(view));
    assertTrue(view.integrityHolds(KEY));
    assertTrue(view.fingerprintHolds());
    assertTrue(view.hasUseCandidate());
    assertEquals(
        "a", new String(buffer, view.ufragOffset(), view.ufragLength(), StandardCharsets.UTF_8));
  }

  @Test
  void oneBitChangedBreaksIntegrityAndFingerprint() {
    byte[] good = EVERYTHING.toBytes(KEY);
    for (int bit = 0; bit < 8 * good.length; bit += 5) {
      byte[] bytes = good.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      var view = new StunView();
      if (view.wrap(bytes, 0, bytes.length)) {
        assertFalse(view.fingerprintHolds(), "bit " + bit);
        boolean inFingerprint = bit / 8 >= good.length - 8;
        assertEquals(inFingerprint, view.integrityHolds(KEY), "bit " + bit);
      }
    }
  }

  @Test
  void whatStandsBehindTheIntegrityDoesNotCount() throws Exception {
    var honest = new StunMessage(StunMethod.BINDING, StunClass.REQUEST, ID, new Username("a:b"));
    byte[] signed = honest.toBytes(KEY, false);
    byte[] forged = Arrays.copyOf(signed, signed.length + 4);
    BigEndian.put16(forged, signed.length, AttributeType.DONT_FRAGMENT);
    BigEndian.put16(forged, 2, forged.length - StunView.HEADER);
    StunView view = wrapped(forged);
    assertTrue(view.integrityHolds(KEY));
    assertEquals(honest, StunMessage.read(view));
  }

  @Test
  void namesWhatItDoesNotUnderstand() throws Exception {
    byte[] bytes =
        Hex.bytes(
            """
            0001 0010 2112a442 00000001 0203040506070809
            0003 0004 00000006   # CHANGE-REQUEST, which must be understood
            c057 0002 00010000   # GOOG-NETWORK-INFO, which may be ignored
            """);
    StunMessage message = StunMessage.read(bytes, 0, bytes.length);
    assertEquals(List.of(0x0003), message.notUnderstood());
    StunMessage answer =
        message.error(
            ErrorCode.UNKNOWN_ATTRIBUTE,
            "Unknown Attribute",
            new UnknownAttributes(message.notUnderstood()));
    assertEquals(420, answer.find(ErrorCode.class).orElseThrow().code());
    assertEquals(ID, answer.id());
  }

  @Test
  void refuses() {
    for (String bad :
        List.of(
            "",
            "0001 0000 2112a442 00000001 02030405060708 # short header",
            "0001 0000 2112a443 00000001 0203040506070809 # another cookie",
            "8001 0000 2112a442 00000001 0203040506070809 # top bits",
            "0001 0004 2112a442 00000001 0203040506070809 # longer than it is",
            "0001 0008 2112a442 00000001 0203040506070809 0006000500000000 # attribute too long",
            "0001 0002 2112a442 00000001 0203040506070809 0006 # not a multiple of four",
            "0002 0000 2112a442 00000001 0203040506070809 # no such method",
            "0001 0008 2112a442 00000001 0203040506070809 0020000400010000 # address without any",
            "0001 000c 2112a442 00000001 0203040506070809 00200008 00030000 00000000 # family 3",
            "0001 0008 2112a442 00000001 0203040506070809 0009000400000200 # error 200",
            "0001 0008 2112a442 00000001 0203040506070809 0025000100000000 # flag with a value")) {
      byte[] bytes = Hex.bytes(bad);
      assertThrows(MalformedStun.class, () -> StunMessage.read(bytes, 0, bytes.length), bad);
    }
    assertThrows(MalformedStun.class, () -> StunMessage.read(new StunView()));
  }

  @Test
  void survivesDamage() {
    var view = new StunView();
    Fuzz.packets(
        List.of(
            StunVectorsTest.REQUEST,
            StunVectorsTest.IPV6_RESPONSE,
            StunVectorsTest.LONG_TERM_REQUEST,
            EVERYTHING.toBytes(KEY)),
        List.of(MalformedStun.class),
        bytes -> {
          boolean whole = view.wrap(bytes, 0, bytes.length);
          view.integrityHolds(KEY);
          view.fingerprintHolds();
          view.ufragOffset();
          if (whole) {
            StunMessage message = StunMessage.read(view);
            if (message.attributes().stream().noneMatch(Unknown.class::isInstance)) {
              byte[] again = message.toBytes(null);
              assertEquals(message, StunMessage.read(again, 0, again.length));
            }
          }
        });
  }

  private static StunView wrapped(byte[] message) {
    var view = new StunView();
    assertTrue(view.wrap(message, 0, message.length));
    return view;
  }
}
