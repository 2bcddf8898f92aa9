package allmende.sfu.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SsrcTableTest {
  @Test
  void holdsWhatAMapHolds() {
    Random random = new Random(7);
    SsrcTable<Integer> table = new SsrcTable<>();
    Map<Integer, Integer> map = new HashMap<>();
    Integer[] values = new Integer[64];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1_000 + i;
    }
    for (int i = 0; i < 20_000; i++) {
      int ssrc = random.nextInt(200) * 0x10000;
      Integer value = values[random.nextInt(values.length)];
      if (random.nextInt(10) == 0) {
        table.remove(value);
        map.values().removeIf(value::equals);
      } else {
        table.put(ssrc, value);
        map.put(ssrc, value);
      }
      assertEquals(map.size(), table.size());
      assertEquals(map.get(ssrc), table.get(ssrc));
    }
    map.forEach((ssrc, value) -> assertEquals(value, table.get(ssrc)));
    assertNull(table.get(12_345));
  }
}
