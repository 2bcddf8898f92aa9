package allmende.protocols.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HttpDateTest {
  private static final long FIRST = -62_167_219_200L;
  private static final long LAST = 253_402_300_799L;
  private static final DateTimeFormatter PLATFORM =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  @Test
  void agreesWithThePlatformOnEveryKindOfDay() {
    var random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      long seconds = random.nextLong(FIRST, LAST + 1);
      assertEquals(PLATFORM.format(Instant.ofEpochSecond(seconds)), HttpDate.format(seconds));
      assertEquals(OptionalLong.of(seconds), HttpDate.parse(HttpDate.format(seconds)));
    }
    for (long day = -400 * 366; day < 400 * 366; day++) {
      long midnight = day * 86_400;
      assertEquals(OptionalLong.of(midnight), HttpDate.parse(HttpDate.format(midnight)));
    }
  }

  @Test
  void timesBeyondFourDigitsOfAYearAreClamped() {
    assertEquals("Fri, 31 Dec 9999 23:59:59 GMT", HttpDate.format(Long.MAX_VALUE));
    assertEquals("Sat, 01 Jan 0000 00:00:00 GMT", HttpDate.format(Long.MIN_VALUE));
    assertEquals("Wed, 31 Dec 1969 23:59:59 GMT", HttpDate.format(-1));
  }

  @Test
  void readsTheThreeForms() {
    for (String form :
        List.of(
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            " Sun, 06 Nov 1994 08:49:37 +0000 ")) {
      assertEquals(OptionalLong.of(784_111_777), HttpDate.parse(form), form);
    }
    assertEquals(
        "Tue, 01 Jan 2030 00:00:00 GMT",
        HttpDate.format(HttpDate.parse("Tuesday, 01-Jan-30 00:00:00 GMT").orElseThrow()));
  }

  @Test
  void otherTextIsNoDate() {
    for (String bad :
        List.of(
            "",
            "0",
            "now",
            "Sun, 06 Nov 1994",
            "Sun, 32 Jan 1994 08:49:37 GMT",
            "Sun, 30 Feb 1994 08:49:37 GMT",
            "Sun, 06 anF 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 08:60:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 11994 08:49:37 GMT",
            "Sun Nov   08:49:37 1994",
            "Sun, \u0660\u0666 Nov 1994 08:49:37 GMT")) {
      assertTrue(HttpDate.parse(bad).isEmpty(), bad);
    }
  }

  @Test
  void survivesDamage() {
    Fuzz.text(
        List.of(
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994"),
        List.of(),
        HttpDate::parse);
  }
}
