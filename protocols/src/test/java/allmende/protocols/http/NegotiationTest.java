package allmende.protocols.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import java.util.List;
import org.junit.jupiter.api.Test;

class NegotiationTest {
  private static final List<String> OFFERED = List.of("en", "de");

  @Test
  void theLanguageThatWeighsMost() {
    assertEquals("de", AcceptLanguage.best("de-AT,de;q=0.9,en;q=0.8", OFFERED));
    assertEquals("en", AcceptLanguage.best("fr, en;q=0.5, de;q=0.4", OFFERED));
    assertEquals("de", AcceptLanguage.best("en;q=0.1,DE;Q=0.2", OFFERED));
    assertEquals("de", AcceptLanguage.best("en;q=0, de;q=0.001", OFFERED));
    assertEquals("de", AcceptLanguage.best("de, en", OFFERED));
  }

  @Test
  void theFirstOfferedOtherwise() {
    for (String header :
        List.of(
            "",
            "*",
            "fr",
            "de;q=0",
            "de;q=x",
            "de;q=1.0000",
            "d\u00e9",
            ",,,",
            "deutsch-",
            "x,".repeat(40) + "de")) {
      assertEquals("en", AcceptLanguage.best(header, OFFERED), header);
    }
    assertEquals("en", AcceptLanguage.best(null, OFFERED));
  }

  @Test
  void languageSurvivesDamage() {
    Fuzz.text(
        List.of("de-AT,de;q=0.9,en;q=0.8,*;q=0.1"),
        List.of(),
        text -> assertTrue(OFFERED.contains(AcceptLanguage.best(text, OFFERED))));
  }

  @Test
  void dispositionKeepsTheNameAndOffersALikeness() {
    assertEquals(
        "attachment; filename=\"a b.txt\"; filename*=UTF-8''a%20b.txt",
        ContentDisposition.attachment("a b.txt"));
    assertEquals(
        "inline; filename=\"_ rates\"; filename*=UTF-8''%E2%82%AC%20rates",
        ContentDisposition.inline("\u20ac rates"));
    assertEquals(
        "attachment; filename=\"_\"; filename*=UTF-8''%F0%9F%98%80",
        ContentDisposition.attachment("\ud83d\ude00"));
  }

  @Test
  void aNameCannotBreakOutOfTheHeader() {
    String value =
        ContentDisposition.attachment("x\"; filename=evil.exe\r\nSet-Cookie: a=b\\%41\0'*");
    assertEquals(
        "attachment; filename=\"x_; filename=evil.exe__Set-Cookie: a=b__41_'*\";"
            + " filename*=UTF-8''x%22%3B%20filename%3Devil.exe%0D%0ASet-Cookie%3A%20a%3Db%5C%2541%00%27%2A",
        value);
    assertTrue(value.chars().allMatch(c -> c >= ' ' && c <= '~'));
  }
}
