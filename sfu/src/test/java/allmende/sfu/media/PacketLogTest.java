package allmende.sfu.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketLogTest {
  private final byte[] copy = new byte[2_048];

  @Test
  void theLastPacketsAreThereAndOlderOnesAreNot() {
    Random random = new Random(3);
    PacketLog log = new PacketLog(1 << 14);
    byte[][] packets = new byte[3_000][];
    for (int i = 0; i < packets.length; i++) {
      packets[i] = new byte[1 + random.nextInt(1_400)];
      random.nextBytes(packets[i]);
      log.add(65_000 + i & 0xFFFF, packets[i], 0, packets[i].length);
      int kept = 0;
      for (int back = 0; back <= Math.min(i, 60); back++) {
        int sequence = 65_000 + i - back & 0xFFFF;
        int length = log.copy(sequence, copy, 0);
        if (length > 0) {
          kept++;
          assertEquals(back + 1, kept, "none is missing in between");
          assertArrayEquals(packets[i - back], Arrays.copyOf(copy, length));
        }
        assertEquals(length > 0, log.has(sequence));
      }
      assertTrue(kept >= Math.min(i + 1, 9), "only " + kept);
    }
    assertFalse(log.has(65_000 + packets.length & 0xFFFF), "what has not come");
  }

  @Test
  void aNumberThatComesRoundIsNotTheOldPacket() {
    PacketLog log = new PacketLog(1 << 14);
    log.add(5, new byte[] {1}, 0, 1);
    assertFalse(log.has(5 + 1_024));
    assertEquals(0, log.copy(5 + 1_024, copy, 0));
  }
}
