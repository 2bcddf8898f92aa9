package allmende.sfu.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.BigEndian;
import allmende.protocols.rtp.RtpHeader;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpContextTest {
  private static final int AT = 5; // packets do not lie at the start of their buffers
  private final Random random = new Random(3_711);

  /// Two ends of one association.
  private final class Ends {
    final byte[] exported;
    final SrtpProfile profile;
    final SrtpSender sender;
    SrtpReceiver receiver;

    Ends(SrtpProfile profile) {
      this.profile = profile;
      exported = new byte[profile.exportedLength()];
      random.nextBytes(exported);
      sender = new SrtpSender(profile, MasterKey.ofServer(profile, exported), new SrtpScratch());
      receiver = receiver();
    }

    SrtpReceiver receiver() {
      return new SrtpReceiver(profile, MasterKey.ofServer(profile, exported), new SrtpScratch());
    }

    /// A sealed packet with nothing before or behind it.
    byte[] seal(byte[] packet) {
      byte[] buffer = new byte[AT + packet.length + profile.rtpOverhead()];
      System.arraycopy(packet, 0, buffer, AT, packet.length);
      int length = sender.sealRtp(buffer, AT, packet.length);
      assertEquals(packet.length + profile.rtpOverhead(), length);
      return Arrays.copyOfRange(buffer, AT, AT + length);
    }

    int open(byte[] sealed) {
      return receiver.openRtp(sealed.clone(), 0, sealed.length);
    }
  }

  private byte[] packet(int ssrc, int sequence, int payload) {
    byte[] packet = new byte[RtpHeader.FIXED + payload];
    random.nextBytes(packet);
    packet[0] = (byte) 0x80;
    RtpHeader.setSequence(packet, 0, sequence);
    RtpHeader.setSsrc(packet, 0, ssrc);
    return packet;
  }

  @ParameterizedTest
  @EnumSource
  void comesBack(SrtpProfile profile) {
    var ends = new Ends(profile);
    for (int size = 0; size < 3_000; size = size * 5 / 4 + 1) {
      byte[] packet = packet(7, size, size);
      byte[] sealed = ends.seal(packet);
      byte[] header = Arrays.copyOf(packet, 12);
      assertArrayEquals(header, Arrays.copyOf(sealed, 12), "the header stays in the clear");
      if (size > 16) {
        assertFalse(
            Arrays.equals(packet, 12, packet.length, sealed, 12, packet.length),
            "the payload does not");
      }
      assertEquals(packet.length, ends.receiver.openRtp(sealed, 0, sealed.length));
      assertArrayEquals(packet, Arrays.copyOf(sealed, packet.length));
    }
  }

  @ParameterizedTest
  @EnumSource
  void headerExtensionsAndContributingSourcesStayInTheClear(SrtpProfile profile) {
    var ends = new Ends(profile);
    byte[] packet = packet(7, 1, 60);
    packet[0] = (byte) 0x92; // an extension, two contributing sources
    BigEndian.put16(packet, 20, 0xBEDE);
    BigEndian.put16(packet, 22, 2);
    byte[] sealed = ends.seal(packet);
    assertArrayEquals(Arrays.copyOf(packet, 32), Arrays.copyOf(sealed, 32));
    assertEquals(packet.length, ends.open(sealed));
  }

  @ParameterizedTest
  @EnumSource
  void control(SrtpProfile profile) {
    var ends = new Ends(profile);
    byte[] first = {};
    for (int round = 0; round < 20; round++) {
      byte[] packet = new byte[28 + 4 * round];
      random.nextBytes(packet);
      packet[0] = (byte) 0x80;
      packet[1] = (byte) 200;
      BigEndian.put32(packet, 4, round % 3);
      byte[] sealed = Arrays.copyOf(packet, packet.length + profile.rtcpOverhead());
      assertEquals(sealed.length, ends.sender.sealRtcp(sealed, 0, packet.length));
      first = round == 0 ? sealed.clone() : first;
      byte[] forged = sealed.clone();
      forged[12] ^= 1;
      assertEquals(SrtpReceiver.FORGED, ends.receiver.openRtcp(forged, 0, forged.length));
      byte[] clear = sealed.clone();
      int word = sealed.length - (profile == SrtpProfile.AEAD_AES_128_GCM ? 4 : 14);
      clear[word] &= 0x7F;
      assertEquals(SrtpReceiver.MALFORMED, ends.receiver.openRtcp(clear, 0, clear.length));
      assertEquals(packet.length, ends.receiver.openRtcp(sealed, 0, sealed.length));
      assertArrayEquals(packet, Arrays.copyOf(sealed, packet.length));
    }
    assertEquals(SrtpReceiver.REPLAYED, ends.receiver.openRtcp(first, 0, first.length));
  }

  @ParameterizedTest
  @EnumSource
  void everyChangedBitIsSeen(SrtpProfile profile) {
    var ends = new Ends(profile);
    byte[] sealed = ends.seal(packet(7, 1, 40));
    for (int bit = 8; bit < 8 * sealed.length; bit++) {
      byte[] forged = sealed.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(SrtpReceiver.FORGED, ends.open(forged), "bit " + bit);
    }
    assertEquals(52, ends.open(sealed), "and none of them did harm");
  }

  @ParameterizedTest
  @EnumSource
  void aReplayIsRefused(SrtpProfile profile) {
    var ends = new Ends(profile);
    byte[][] sealed = new byte[3_000][];
    for (int i = 0; i < sealed.length; i++) {
      sealed[i] = ends.seal(packet(7, 64_000 + i & 0xFFFF, 20));
    }
    // In another order, over the end of the sequence numbers.
    for (int i = 0; i < sealed.length; i += 500) {
      for (int j = 499; j >= 0; j--) {
        assertEquals(32, ends.open(sealed[i + j]), "packet " + (i + j));
        assertEquals(SrtpReceiver.REPLAYED, ends.open(sealed[i + j]));
      }
    }
    for (byte[] each : sealed) {
      assertEquals(SrtpReceiver.REPLAYED, ends.open(each));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theRollOverCounterGoesOn(SrtpProfile profile) {
    var ends = new Ends(profile);
    byte[] old = {};
    for (int i = 65_000; i < 65_000 + 3 * 65_536; i += 97) {
      byte[] sealed = ends.seal(packet(7, i & 0xFFFF, 10));
      old = old.length == 0 ? sealed : old;
      assertEquals(22, ends.open(sealed), "packet " + i);
    }
    // Taken for a packet of now, it fails its tag; taken for one of then, it is too old.
    assertTrue(ends.open(old) < 0);
  }

  @ParameterizedTest
  @EnumSource
  void streamsHaveWindowsOfTheirOwn(SrtpProfile profile) {
    var ends = new Ends(profile);
    for (int ssrc = 0; ssrc < SrtpReceiver.MAX_STREAMS; ssrc++) {
      assertEquals(22, ends.open(ends.seal(packet(ssrc * 0x10001, 5, 10))));
    }
    assertEquals(SrtpReceiver.TOO_MANY_STREAMS, ends.open(ends.seal(packet(0x7FFF_FFFF, 5, 10))));
    assertEquals(22, ends.open(ends.seal(packet(0x10001, 6, 10))), "those known go on");
  }

  @ParameterizedTest
  @EnumSource
  void noIndexIsUsedTwice(SrtpProfile profile) {
    var ends = new Ends(profile);
    ends.seal(packet(7, 1, 10));
    byte[] again = Arrays.copyOf(packet(7, 1, 10), 50);
    assertEquals(SrtpSender.REPEATED, ends.sender.sealRtp(again, 0, 22));
    ends.seal(packet(8, 1, 10));
    for (int sequence = 2_000; sequence < 30_000; sequence += 10_000) {
      ends.seal(packet(7, sequence, 10));
    }
    byte[] late = Arrays.copyOf(packet(7, 3, 10), 50);
    assertEquals(SrtpSender.REPEATED, ends.sender.sealRtp(late, 0, 22), "too old to tell");
  }

  @ParameterizedTest
  @EnumSource
  void clientAndServerHaveKeysOfTheirOwn(SrtpProfile profile) {
    var ends = new Ends(profile);
    ends.receiver =
        new SrtpReceiver(profile, MasterKey.ofClient(profile, ends.exported), new SrtpScratch());
    assertEquals(SrtpReceiver.FORGED, ends.open(ends.seal(packet(7, 1, 10))));
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsNoPacketAndWhatHasNoRoom(SrtpProfile profile) {
    var ends = new Ends(profile);
    assertEquals(SrtpReceiver.MALFORMED, ends.receiver.openRtp(new byte[40], 0, 40));
    assertEquals(SrtpReceiver.MALFORMED, ends.receiver.openRtcp(new byte[40], 0, 40));
    assertEquals(SrtpReceiver.MALFORMED, ends.receiver.openRtp(packet(7, 1, 0), 0, 11));
    assertEquals(SrtpReceiver.FORGED, ends.open(packet(7, 1, 5)), "shorter than a tag");
    byte[] packet = packet(7, 1, 10);
    assertThrows(
        IndexOutOfBoundsException.class, () -> ends.sender.sealRtp(packet, 0, packet.length));
  }

  @ParameterizedTest
  @EnumSource
  void survivesNoiseAndDamage(SrtpProfile profile) {
    var ends = new Ends(profile);
    byte[] sealed = ends.seal(packet(7, 1, 100));
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes =
          round % 2 == 0
              ? Arrays.copyOf(sealed, random.nextInt(sealed.length))
              : new byte[random.nextInt(80)];
      if (round % 2 == 1) {
        random.nextBytes(bytes);
        if (bytes.length > 0 && round % 3 == 0) {
          bytes[0] = (byte) (0x80 | bytes[0] & 0x3F);
        }
      }
      assertTrue(ends.receiver.openRtp(bytes.clone(), 0, bytes.length) < 0);
      assertTrue(ends.receiver.openRtcp(bytes.clone(), 0, bytes.length) < 0);
    }
    assertEquals(112, ends.open(sealed));
  }

  /// Of the two profiles one allocates nothing; the other what the JDK's GCM does.
  @Test
  void allocation() {
    assertEquals(0, allocatedPerPacket(SrtpProfile.AES_CM_128_HMAC_SHA1_80));
    assertTrue(allocatedPerPacket(SrtpProfile.AEAD_AES_128_GCM) < 2_400);
  }

  /// Bytes for sealing and opening one packet of 1,200.
  private long allocatedPerPacket(SrtpProfile profile) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var ends = new Ends(profile);
    byte[] packet = Arrays.copyOf(packet(7, 0, 1_172), 1_300);
    long before = 0;
    int rounds = 20_000;
    for (int i = 0; i < 2 * rounds; i++) {
      if (i == rounds) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      RtpHeader.setSequence(packet, 0, i & 0xFFFF);
      int sealed = ends.sender.sealRtp(packet, 0, 1_184);
      assertEquals(1_184, ends.receiver.openRtp(packet, 0, sealed));
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / rounds;
  }
}
