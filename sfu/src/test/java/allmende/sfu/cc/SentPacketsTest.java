package allmende.sfu.cc;

import static allmende.protocols.rtcp.TransportFeedback.LOST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import allmende.protocols.rtcp.TransportFeedback;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentPacketsTest {
  private final SentPackets packets = new SentPackets();
  private final List<String> told = new ArrayList<>();
  private final SentPackets.Results results =
      new SentPackets.Results() {
        @Override
        public void arrived(long sentAt, long arrivedMicros, int bytes, int probe) {
          told.add(bytes + " sent at " + sentAt + " arrived at " + arrivedMicros);
        }

        @Override
        public void lost(int bytes) {
          told.add(bytes + " lost");
        }
      };

  private void feedback(int base, int reference, int... deltas) {
    told.clear();
    packets.take(new TransportFeedback(1, 2, base, reference, 0, deltas), results);
  }

  @Test
  void toldInTheOrderInWhichTheyWereSent() {
    for (int i = 0; i < 4; i++) {
      assertEquals(i, packets.sent(100 + i, 0, i));
    }
    feedback(0, 10, 4, LOST, 8);
    assertEquals(
        List.of("100 sent at 0 arrived at 641000", "101 lost", "102 sent at 2 arrived at 643000"),
        told);
    feedback(0, 11, 4, LOST, 8, -4);
    assertEquals(List.of("103 sent at 3 arrived at 706000"), told, "nothing is told twice");
    feedback(1, 12, 0);
    assertEquals(List.of("101 sent at 1 arrived at 768000"), told, "but what came late after all");
  }

  @Test
  void numbersComeRound() {
    for (int i = 0; i < 70_000; i++) {
      assertEquals(i & 0xFFFF, packets.sent(i, 0, i));
    }
    feedback(65_535, 0, 0, 0);
    assertEquals(2, told.size());
    assertEquals("65535 sent at 65535 arrived at 0", told.getFirst());
    feedback(69_999 & 0xFFFF, 0, 0, 0);
    assertEquals(List.of("69999 sent at 69999 arrived at 0"), told, "of the next nothing is known");
    feedback(60_000, 0, 0);
    assertEquals(List.of(), told, "forgotten");
  }

  @Test
  void theReferenceComesRound() {
    packets.sent(1, 0, 0);
    packets.sent(2, 0, 0);
    feedback(0, 0x7FFFFF, 0);
    feedback(1, -0x800000, 0);
    assertEquals(List.of("2 sent at 0 arrived at " + 0x800000L * 64_000), told);
  }

  @Test
  void nothingWasSent() {
    feedback(0, 0, 1, 2, LOST);
    assertEquals(List.of(), told);
  }
}
