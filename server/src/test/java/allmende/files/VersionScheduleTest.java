package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionScheduleTest {
  /// A whole number of weeks, days and hours since 1970, so that steps begin here.
  private static final Instant NOW = Instant.ofEpochSecond(2968L * 7 * 24 * 3600);

  @ParameterizedTest
  @CsvSource({
    "1, 10, 5",
    "11, 60, 5",
    "61, 3600, 59",
    "3601, 86400, 23",
    "86401, 2592000, 29",
    "2592001, 31449600, 48"
  })
  void theOlderTheFartherApart(long from, long to, int kept) {
    List<Instant> all =
        LongStream.rangeClosed(from, to)
            .filter(age -> age <= 4_000 || age % 600 == 0)
            .mapToObj(NOW::minusSeconds)
            .toList();
    assertEquals(kept, kept(all, NOW).size(), 1);
  }

  @Test
  void aLoneVersionIsKeptHoweverOld() {
    List<Instant> one = List.of(NOW.minus(Duration.ofDays(9_000)));
    assertEquals(one, kept(one, NOW));
    assertEquals(List.of(), kept(List.of(), NOW));
  }

  @Test
  void theLastOfAStepIsKept() {
    Instant noon = NOW.minus(Duration.ofDays(3)).plus(Duration.ofHours(12));
    List<Instant> day = List.of(noon.plusSeconds(60), noon, noon.minusSeconds(60));
    assertEquals(List.of(noon.plusSeconds(60)), kept(day, NOW));
  }

  @Test
  void askingOftenKeepsAsMuchAsAskingOnce() {
    List<Instant> often = new ArrayList<>();
    List<Instant> all = new ArrayList<>();
    Instant now = NOW;
    for (int i = 0; i < 4_000; i++) {
      now = NOW.plus(Duration.ofMinutes(7L * i));
      often.addFirst(now);
      all.addFirst(now);
      often = new ArrayList<>(kept(often, now));
    }
    // Where a step is split by an age, which of its versions is the last so far may differ.
    assertEquals(kept(all, now).size(), often.size(), 2);
    assertTrue(all.containsAll(often));
    for (int day = 1; day < 19; day++) {
      Instant from = NOW.plus(Duration.ofDays(day));
      Instant to = from.plus(Duration.ofDays(1));
      assertTrue(
          often.stream().anyMatch(kept -> !kept.isBefore(from) && kept.isBefore(to)), "day " + day);
    }
  }

  @Test
  void aClockThatWentBackLosesNothing() {
    List<Instant> future = List.of(NOW.plusSeconds(100), NOW.plusSeconds(50));
    assertEquals(future, kept(future, NOW));
  }

  private static List<Instant> kept(List<Instant> versions, Instant now) {
    List<Instant> kept = new ArrayList<>(versions);
    kept.removeAll(VersionSchedule.surplus(versions, Function.identity(), now));
    return kept;
  }
}
