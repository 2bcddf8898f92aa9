package allmende.sfu.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeldPacketsTest {
  private final HeldPackets held = new HeldPackets();

  /// What was put in.
  private record Put(byte[] packet, int numberAt, long since) {}

  @Test
  void comesOutAsItWentIn() {
    Random random = new Random(3);
    Deque<Put> model = new ArrayDeque<>();
    int full = 0;
    for (int i = 0; i < 50_000; i++) {
      if (random.nextInt(100) < (i / 1_000 % 2 == 0 ? 70 : 40)) {
        byte[] packet = new byte[1 + random.nextInt(1_300)];
        random.nextBytes(packet);
        if (held.fits(packet.length)) {
          held.add(Arrays.copyOf(packet, 1_500), packet.length, i & 63, i);
          model.add(new Put(packet, i & 63, i));
        } else {
          full++;
          assertTrue(model.size() > 50, "there is room for that many");
        }
      } else if (!model.isEmpty()) {
        Put first = model.remove();
        assertEquals(first.since, held.since());
        assertEquals(first.numberAt, held.numberAt());
        assertEquals(first.packet.length, held.take());
        assertArrayEquals(first.packet, Arrays.copyOf(held.turn, first.packet.length));
      }
      assertEquals(model.isEmpty(), held.isEmpty());
    }
    assertTrue(full > 0);
  }

  @Test
  void smallOnesAreCountedToo() {
    for (int i = 0; i < 512; i++) {
      assertTrue(held.fits(1));
      held.add(new byte[1], 1, 0, 0);
    }
    assertFalse(held.fits(1));
  }
}
