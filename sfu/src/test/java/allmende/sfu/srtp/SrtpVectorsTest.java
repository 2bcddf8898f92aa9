package allmende.sfu.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples of RFC 3711 and RFC 7714, and one whole packet that libsrtp checks itself by.
class SrtpVectorsTest {
  private static final byte[] MASTER_KEY = bytes("E1F97A0D3E018BE0D64FA32C06DE4139");
  private static final byte[] MASTER_SALT = bytes("0EC675AD498AFEEBB6960B3AABE6");

  /// RFC 3711 §B.3
  @Test
  void keyDerivation() {
    var derivation = new KeyDerivation(new MasterKey(MASTER_KEY, MASTER_SALT));
    assertEquals(
        "c61e7a93744f39ee10734afe3ff7a087",
        hex(derivation.derive(KeyDerivation.RTP + KeyDerivation.ENCRYPTION, 16)));
    assertEquals(
        "30cbbc08863d8c85d49db34a9ae1",
        hex(derivation.derive(KeyDerivation.RTP + KeyDerivation.SALT, 14)));
    assertEquals(
        "cebe321f6ff7716b6fd4ab49af256a156d38baa4",
        hex(derivation.derive(KeyDerivation.RTP + KeyDerivation.AUTHENTICATION, 20)));
  }

  /// RFC 3711 §B.2: the key stream is what zeros are encrypted to. The first three blocks.
  @Test
  void counterMode() {
    var cipher =
        new CounterModeCipher(
            bytes("2B7E151628AED2A6ABF7158809CF4F3C"),
            bytes("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"),
            new byte[20],
            new SrtpScratch());
    byte[] packet = new byte[12 + 48 + 10];
    assertEquals(packet.length, cipher.sealRtp(packet, 0, 12, 60, 0, 0));
    assertEquals(
        "e03ead0935c95e80e166b16dd92b4eb4"
            + "d23513162b02d0f72a43a2fe4a5f97ab"
            + "41e95b3bb0a2e8dd477901e4fca894c0",
        hex(Arrays.copyOfRange(packet, 12, 60)));
  }

  @Test
  void wholePacketInCounterMode() {
    byte[] packet =
        Arrays.copyOf(
            bytes(
                """
                800f1234 decafbad cafebabe           # header: payload type 15, sequence 0x1234
                abababab abababab abababab abababab  # payload
                """),
            38);
    assertEquals(
        38, sender(SrtpProfile.AES_CM_128_HMAC_SHA1_80, MASTER_SALT).sealRtp(packet, 0, 28));
    assertEquals(
        hex(
            bytes(
                """
                800f1234 decafbad cafebabe
                4e55dc4c e79978d8 8ca4d215 949d2402  # encrypted
                b78d6acc 99ea179b 8dbb               # tag
                """)),
        hex(packet));
  }

  @Test
  void wholeControlPacketInCounterMode() {
    byte[] packet =
        Arrays.copyOf(bytes("81c8000b cafebabe abababab abababab abababab abababab"), 38);
    assertEquals(
        38, sender(SrtpProfile.AES_CM_128_HMAC_SHA1_80, MASTER_SALT).sealRtcp(packet, 0, 24));
    assertEquals(
        hex(
            bytes(
                """
                81c8000b cafebabe
                7128035b e487b9bd bef89041 f977a5a8  # encrypted
                80000001                             # encrypted, index 1
                993e08cd 54d6c1230798                # tag
                """)),
        hex(packet));
  }

  /// RFC 7714 §16.1.1
  @ParameterizedTest
  @MethodSource("gcms")
  void gcm(PacketCipher cipher) {
    byte[] packet =
        Arrays.copyOf(
            bytes(
                """
                8040f17b 8041f8d3 5501a0b2           # header: sequence 0xf17b
                47616c6c 69612065 7374206f 6d6e6973  # Gallia est omnis
                20646976 69736120 696e2070 61727465  #  divisa in parte
                73207472 6573                        # s tres
                """),
            66);
    assertEquals(66, cipher.sealRtp(packet, 0, 12, 50, 0x5501a0b2, 0xf17b));
    assertEquals(
        hex(
            bytes(
                """
                8040f17b 8041f8d3 5501a0b2
                f24de3a3 fb34de6c acba861c 9d7e4bca
                be633bd5 0d294e6f 42a5f47a 51c7d19b
                36de3adf 8833                        # 38 bytes of ciphertext
                899d7f27 beb16a91 52cf765e e4390cce  # tag
                """)),
        hex(packet));
    assertEquals(50, cipher.openRtp(packet, 0, 12, 66, 0x5501a0b2, 0xf17b));
    assertEquals("Gallia est", new String(packet, 12, 10, StandardCharsets.US_ASCII));
  }

  /// RFC 7714 §17.1
  @ParameterizedTest
  @MethodSource("gcms")
  void gcmOfControlPackets(PacketCipher cipher) {
    byte[] packet =
        Arrays.copyOf(
            bytes(
                """
                81c8000d 4d617273                    # SR of 0x4d617273
                4e545031 4e545032 52545020           # times
                0000042a 0000e930 4c756e61           # counts, a source
                deadbeef deadbeef deadbeef deadbeef deadbeef
                """),
            72);
    assertEquals(72, cipher.sealRtcp(packet, 0, 52, 0x4d617273, 0x5d4));
    assertEquals(
        hex(
            bytes(
                """
                81c8000d 4d617273
                63e94885 dcdab67c a727d766 2f6b7e99
                7ff5c0f7 6c06f32d c676a5f1 730d6fda
                4ce09b46 86303ded 0bb9275b c84aa458
                96cf4d2f c5abf872 45d9eade           # the last 16 are the tag
                800005d4                             # encrypted, index
                """)),
        hex(packet));
    assertEquals(52, cipher.openRtcp(packet, 0, 72, 0x4d617273, 0x5d4));
  }

  @Test
  void wholePacketInGcm() {
    var sender =
        new SrtpSender(
            SrtpProfile.AEAD_AES_128_GCM,
            new MasterKey(
                bytes("000102030405060708090a0b0c0d0e0f"), bytes("a0a1a2a3a4a5a6a7a8a9aaab")),
            new SrtpScratch());
    byte[] packet =
        Arrays.copyOf(bytes("800f1234 decafbad cafebabe abababab abababab abababab abababab"), 44);
    assertEquals(44, sender.sealRtp(packet, 0, 28));
    assertEquals(
        hex(
            bytes(
                """
                800f1234 decafbad cafebabe
                c5002ede 04cfdd2e b91159e0 880aa06e
                d2976826 f796b201 df3131a1 27e8a392  # tag
                """)),
        hex(packet));
  }

  /// The JDK's and, where the machine has it, OpenSSL's, with the key of RFC 7714's vectors.
  static Stream<PacketCipher> gcms() {
    byte[] key = bytes("000102030405060708090a0b0c0d0e0f");
    byte[] salt = bytes("517569642070726f2071756f");
    PacketCipher jdk = new JdkGcm(key, salt);
    return OpenSsl.isThere()
        ? Stream.of(jdk, new OpenSslGcm(key, salt, new SrtpScratch()))
        : Stream.of(jdk);
  }

  @ParameterizedTest
  @MethodSource("gcms")
  void gcmNeverOpensWhatWasChanged(PacketCipher cipher) {
    Random random = new Random(7714);
    for (int i = 0; i < 2_000; i++) {
      int length = 12 + random.nextInt(1_300);
      byte[] clear = new byte[length + 20];
      random.nextBytes(clear);
      byte[] packet = clear.clone();
      int ssrc = random.nextInt();
      int sealed =
          i % 2 == 0
              ? cipher.sealRtp(packet, 0, 12, length, ssrc, i)
              : cipher.sealRtcp(packet, 0, length, ssrc, i);
      byte[] changed = packet.clone();
      changed[random.nextInt(sealed)] ^= (byte) (1 << random.nextInt(8));
      if (i % 2 == 0) {
        assertEquals(PacketCipher.FORGED, cipher.openRtp(changed, 0, 12, sealed, ssrc, i));
        assertEquals(
            PacketCipher.FORGED, cipher.openRtp(packet.clone(), 0, 12, sealed, ssrc, -i - 1));
        assertEquals(length, cipher.openRtp(packet, 0, 12, sealed, ssrc, i));
      } else {
        assertEquals(PacketCipher.FORGED, cipher.openRtcp(changed, 0, sealed, ssrc, i));
        assertEquals(PacketCipher.FORGED, cipher.openRtcp(packet.clone(), 0, sealed, ssrc + 1, i));
        assertEquals(length, cipher.openRtcp(packet, 0, sealed, ssrc, i));
      }
      assertEquals(hex(Arrays.copyOf(clear, length)), hex(Arrays.copyOf(packet, length)));
    }
    cipher.close();
    cipher.close();
  }

  private static SrtpSender sender(SrtpProfile profile, byte[] salt) {
    return new SrtpSender(profile, new MasterKey(MASTER_KEY, salt), new SrtpScratch());
  }

  private static byte[] bytes(String annotated) {
    return HexFormat.of().parseHex(annotated.replaceAll("#.*", "").replaceAll("\\s", ""));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
