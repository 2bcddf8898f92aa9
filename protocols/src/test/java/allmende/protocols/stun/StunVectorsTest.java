package allmende.protocols.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Hex;
import allmende.protocols.stun.StunAttribute.IceControlled;
import allmende.protocols.stun.StunAttribute.Nonce;
import allmende.protocols.stun.StunAttribute.Priority;
import allmende.protocols.stun.StunAttribute.Realm;
import allmende.protocols.stun.StunAttribute.Software;
import allmende.protocols.stun.StunAttribute.Username;
import allmende.protocols.stun.StunAttribute.XorMappedAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The messages of RFC 5769.
class StunVectorsTest {
  private static final KeyedHash PASSWORD =
      new HmacSha1("VOkJxbRl1RmTxUk/WvJxBt".getBytes(StandardCharsets.US_ASCII));

  private static final TransactionId ID = new TransactionId(0xb7e7a701, 0xbc34d686fa87dfaeL);

  /// §2.1
  static final byte[] REQUEST =
      Hex.bytes(
          """
          0001 0058                             # Binding request, length
          2112a442                              # magic cookie
          b7e7a701 bc34d686 fa87dfae            # transaction id
          8022 0010                             # SOFTWARE
          5354554e 20746573 7420636c 69656e74   # STUN test client
          0024 0004 6e0001ff                    # PRIORITY
          8029 0008 932ff9b1 51263b36           # ICE-CONTROLLED
          0006 0009                             # USERNAME
          6576746a 3a683676 59202020            # evtj:h6vY, padded with blanks
          0008 0014                             # MESSAGE-INTEGRITY
          9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2
          8028 0004 e57a3bcf                    # FINGERPRINT
          """);

  /// §2.2
  static final byte[] IPV4_RESPONSE =
      Hex.bytes(
          """
          0101 003c                             # Binding success, length
          2112a442                              # magic cookie
          b7e7a701 bc34d686 fa87dfae            # transaction id
          8022 000b                             # SOFTWARE
          74657374 20766563 746f7220            # test vector, padded with a blank
          0020 0008 0001 a147 e112a643          # XOR-MAPPED-ADDRESS, IPv4
          0008 0014                             # MESSAGE-INTEGRITY
          2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7
          8028 0004 c07d4c96                    # FINGERPRINT
          """);

  /// §2.3
  static final byte[] IPV6_RESPONSE =
      Hex.bytes(
          """
          0101 0048                             # Binding success, length
          2112a442                              # magic cookie
          b7e7a701 bc34d686 fa87dfae            # transaction id
          8022 000b                             # SOFTWARE
          74657374 20766563 746f7220            # test vector, padded with a blank
          0020 0014 0002 a147                   # XOR-MAPPED-ADDRESS, IPv6
          0113a9fa a5d3f179 bc25f4b5 bed2b9d9
          0008 0014                             # MESSAGE-INTEGRITY
          a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41
          8028 0004 c8fb0b4c                    # FINGERPRINT
          """);

  /// §2.4
  static final byte[] LONG_TERM_REQUEST =
      Hex.bytes(
          """
          0001 0060                             # Binding request, length
          2112a442                              # magic cookie
          78ad3433 c6ad72c0 29da412e            # transaction id
          0006 0012                             # USERNAME
          e3839ee3 8388e383 aae38383 e382afe3 82b90000
          0015 001c                             # NONCE
          662f2f34 39396b39 35346436 4f4c3334 6f4c3946 53547679 36347341
          0014 000b                             # REALM
          6578616d 706c652e 6f726700            # example.org
          0008 0014                             # MESSAGE-INTEGRITY
          f6702465 6dd64a3e 02b8e071 2e85c9a2 8ca89666
          """);

  @Test
  void request() throws Exception {
    StunView view = wrapped(REQUEST);
    assertTrue(view.isBindingRequest());
    assertEquals(
        "evtj",
        new String(REQUEST, view.ufragOffset(), view.ufragLength(), StandardCharsets.US_ASCII));
    assertFalse(view.hasUseCandidate());
    assertTrue(view.integrityHolds(PASSWORD));
    assertTrue(view.fingerprintHolds());
    assertEquals(
        new StunMessage(
            StunMethod.BINDING,
            StunClass.REQUEST,
            ID,
            new Software("STUN test client"),
            new Priority(0x6e0001ffL),
            new IceControlled(0x932ff9b151263b36L),
            new Username("evtj:h6vY")),
        StunMessage.read(view));
  }

  @Test
  void responses() throws Exception {
    for (var each :
        List.of(
            new Answer(IPV4_RESPONSE, "192.0.2.1"),
            new Answer(IPV6_RESPONSE, "2001:db8:1234:5678:11:2233:4455:6677"))) {
      StunView view = wrapped(each.bytes);
      assertFalse(view.isBindingRequest());
      assertEquals(-1, view.ufragOffset());
      assertTrue(view.integrityHolds(PASSWORD));
      assertTrue(view.fingerprintHolds());
      assertEquals(
          new StunMessage(
              StunMethod.BINDING,
              StunClass.SUCCESS,
              ID,
              new Software("test vector"),
              new XorMappedAddress(new InetSocketAddress(each.address, 32853))),
          StunMessage.read(view));
    }
  }

  private record Answer(byte[] bytes, String address) {}

  @Test
  void longTermCredential() throws Exception {
    byte[] key =
        MessageDigest.getInstance("MD5")
            .digest("マトリックス:example.org:TheMatrIX".getBytes(StandardCharsets.UTF_8));
    StunView view = wrapped(LONG_TERM_REQUEST);
    assertTrue(view.integrityHolds(new HmacSha1(key)));
    assertFalse(view.integrityHolds(PASSWORD));
    assertFalse(view.hasFingerprint());
    assertFalse(view.fingerprintHolds());
    StunMessage message = StunMessage.read(view);
    assertEquals(
        List.of(
            new Username("マトリックス"),
            new Nonce("f//499k954d6OL34oL9FSTvy64sA"),
            new Realm("example.org")),
        message.attributes());
    // Padded with zeros as this package pads, the message comes back byte for byte.
    assertEquals(Hex.of(LONG_TERM_REQUEST), Hex.of(message.toBytes(new HmacSha1(key), false)));
  }

  private static StunView wrapped(byte[] message) {
    var view = new StunView();
    assertTrue(view.wrap(message, 0, message.length));
    return view;
  }
}
