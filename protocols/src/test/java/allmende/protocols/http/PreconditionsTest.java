package allmende.protocols.http;

import static allmende.protocols.http.Preconditions.Outcome.FAILED;
import static allmende.protocols.http.Preconditions.Outcome.NOT_MODIFIED;
import static allmende.protocols.http.Preconditions.Outcome.PROCEED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import allmende.protocols.http.Preconditions.Current;
import allmende.protocols.http.Preconditions.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreconditionsTest {
  private static final long CHANGED = 784_111_777;
  private static final String THEN = "Sun, 06 Nov 1994 08:49:37 GMT";
  private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";
  private static final Optional<Current> HERE =
      Optional.of(new Current(EntityTag.strong("5f"), CHANGED));
  private static final Optional<Current> NOTHING = Optional.empty();

  @Test
  void withoutConditionsEverythingProceeds() throws Exception {
    assertEquals(PROCEED, write(Map.of(), HERE));
    assertEquals(PROCEED, read(Map.of(), NOTHING));
  }

  @Test
  void ifMatchGuardsAWrite() throws Exception {
    for (String good :
        List.of(
            "\"5f\"",
            "5f",
            "\"a\", \"5f\"",
            "*",
            "\"*\"",
            "\"5f-gzip\"",
            "\"5f--gzip\"",
            "W/\"5f\"",
            " \"5f\" ")) {
      assertEquals(PROCEED, write(Map.of("If-Match", good), HERE), good);
      assertEquals(FAILED, write(Map.of("If-Match", good), NOTHING), good);
    }
    for (String stale : List.of("\"5e\"", "5F", "\"\"", "\"5f-\"", "\"gzip\"")) {
      assertEquals(FAILED, write(Map.of("If-Match", stale), HERE), stale);
    }
  }

  @Test
  void ifNoneMatchGuardsACreationAndSparesAReading() throws Exception {
    assertEquals(FAILED, write(Map.of("If-None-Match", "*"), HERE));
    assertEquals(PROCEED, write(Map.of("If-None-Match", "*"), NOTHING));
    assertEquals(NOT_MODIFIED, read(Map.of("If-None-Match", "\"x\", W/\"5f\""), HERE));
    assertEquals(PROCEED, read(Map.of("If-None-Match", "\"x\""), HERE));
  }

  @Test
  void datesCountOnlyWhereTagsAreAbsent() throws Exception {
    assertEquals(NOT_MODIFIED, read(Map.of("If-Modified-Since", THEN), HERE));
    assertEquals(PROCEED, read(Map.of("If-Modified-Since", BEFORE), HERE));
    assertEquals(PROCEED, write(Map.of("If-Modified-Since", THEN), HERE));
    assertEquals(PROCEED, read(Map.of("If-Modified-Since", THEN, "If-None-Match", "\"x\""), HERE));
    assertEquals(PROCEED, write(Map.of("If-Unmodified-Since", THEN), HERE));
    assertEquals(FAILED, write(Map.of("If-Unmodified-Since", BEFORE), HERE));
    assertEquals(PROCEED, write(Map.of("If-Unmodified-Since", BEFORE, "If-Match", "\"5f\""), HERE));
    assertEquals(PROCEED, read(Map.of("If-Modified-Since", "yesterday"), HERE));
  }

  @Test
  void ifMatchComesFirst() throws Exception {
    assertEquals(FAILED, read(Map.of("If-Match", "\"x\"", "If-None-Match", "\"5f\""), HERE));
    assertEquals(NOT_MODIFIED, read(Map.of("If-Match", "\"5f\"", "If-None-Match", "\"5f\""), HERE));
  }

  @Test
  void aGuardThatCannotBeReadIsNoPermission() {
    for (String bad : List.of("", " ", ",", "\"", "\"a", "a\"", "\"a\"b", "a b", "W/", "\"a b\"")) {
      assertThrows(MalformedHeader.class, () -> write(Map.of("If-Match", bad), HERE), bad);
    }
  }

  @Test
  void comparesTagsAsRfc9110Section8() throws Exception {
    EntityTag strong = EntityTag.parse("\"1\"");
    EntityTag weak = EntityTag.parse("W/\"1\"");
    assertTrue(
        strong.strongEquals(EntityTag.strong("1"))
            && strong.weakEquals(weak)
            && weak.weakEquals(weak));
    assertFalse(
        strong.strongEquals(weak)
            || weak.strongEquals(weak)
            || weak.weakEquals(EntityTag.strong("2")));
    assertEquals("W/\"1\"", weak.toString());
    assertEquals("a,b", EntityTag.parse("\"a,b\"").opaque());
    assertThrows(MalformedHeader.class, () -> EntityTag.parse("\"a\", \"b\""));
  }

  @Test
  void survivesDamage() {
    List<String> seeds = List.of("\"5f\", W/\"6a-gzip\" , bare", "*", THEN);
    for (String name : List.of("If-Match", "If-None-Match", "If-Modified-Since")) {
      Fuzz.text(seeds, List.of(MalformedHeader.class), text -> read(Map.of(name, text), HERE));
    }
  }

  private static Outcome read(Map<String, String> headers, Optional<Current> current)
      throws MalformedHeader {
    return Preconditions.parse(headers::get).evaluate(true, current);
  }

  private static Outcome write(Map<String, String> headers, Optional<Current> current)
      throws MalformedHeader {
    return Preconditions.parse(headers::get).evaluate(false, current);
  }
}
