package allmende.protocols.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DavPathTest {
  @Test
  void decodesOnceAndOnlyOnce() throws Exception {
    assertEquals(List.of("a b", "\u00fc", "100%"), DavPath.decode("/a%20b/%C3%BC/100%25"));
    assertEquals(List.of("%2F"), DavPath.decode("/%252F"));
    assertEquals(List.of("a+b"), DavPath.decode("/a+b"));
    assertEquals(List.of("\ud83d\ude00"), DavPath.decode("%f0%9F%98%80"));
    assertEquals(List.of("...", ".a", "a."), DavPath.decode("/.../.a/a."));
  }

  @Test
  void collapsesEmptySegmentsAndTellsTheTrailingSlash() throws Exception {
    assertEquals(new DavPath(List.of("a", "b"), true), DavPath.parse("//a///b//"));
    assertEquals(new DavPath(List.of("a"), false), DavPath.parse("/a"));
    assertEquals(new DavPath(List.of(), true), DavPath.parse("/"));
    assertEquals(new DavPath(List.of(), false), DavPath.parse(""));
  }

  @Test
  void refusesWhatCouldMeanSomethingElseToSomeoneElse() {
    for (String bad :
        List.of(
            "/%",
            "/%4",
            "/%zz",
            "/%+1",
            "/a%2",
            "/%2F",
            "/a%2fb",
            "/%00",
            "/a%00b",
            "/.",
            "/..",
            "/a/../b",
            "/%2e",
            "/%2E%2e",
            "/.%2e/",
            "/%C0%AF",
            "/%C0%80",
            "/%ED%A0%80",
            "/%ED%A0%BD%ED%B8%80",
            "/%F4%90%80%80",
            "/%FF",
            "/%C3",
            "/%80",
            "/a b",
            "/a\tb",
            "/a\nb",
            "/\u00fc",
            "/\ud800",
            "/a?b",
            "/a#b",
            "/\u007f",
            "/%\uff11\uff11",
            "/\u0000")) {
      assertThrows(MalformedPath.class, () -> DavPath.parse(bad), bad);
    }
  }

  @Test
  void encodesWhatIsNotPlain() {
    assertEquals("/", DavPath.encode(List.of()));
    assertEquals(
        "/a%20b/%C3%BC%F0%9F%98%80/%25%26%2B%3B%2F%3F%23%22",
        DavPath.encode(List.of("a b", "\u00fc\ud83d\ude00", "%&+;/?#\"")));
    assertEquals("AZaz09-._~():@", DavPath.encode("AZaz09-._~():@"));
    assertEquals("%EF%BF%BDx", DavPath.encode("\ud800x"));
  }

  @Test
  void anyNamesComeBack() throws Exception {
    var random = new Random(1);
    for (int round = 0; round < 3_000; round++) {
      List<String> names = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        names.add(name(random));
      }
      String encoded = DavPath.encode(names);
      assertEquals(names, DavPath.decode(encoded));
      assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(encoded));
      assertFalse(encoded.contains("&") || encoded.contains("<"), "an href needs no XML escapes");
    }
  }

  private static String name(Random random) {
    var name = new StringBuilder("n");
    for (int i = random.nextInt(20); i > 0; i--) {
      int c = random.nextInt(3) == 0 ? random.nextInt(0x110000) : random.nextInt(0x180);
      boolean fits = c != 0 && c != '/' && (c < 0xD800 || c > 0xDFFF);
      name.appendCodePoint(fits ? c : 'x');
    }
    return name.toString();
  }

  @Test
  void survivesDamage() {
    Fuzz.text(
        List.of(
            "/remote.php/dav/files/anna/%C3%BCber%20uns/a.txt",
            "/%f0%9f%98%80/", "/a/%2e%2e/b", ""),
        List.of(MalformedPath.class),
        path -> {
          for (String segment : DavPath.decode(path)) {
            assertFalse(segment.isEmpty() || segment.equals("..") || segment.equals("."), path);
            assertFalse(segment.contains("/") || segment.contains("\0"), path);
          }
        });
  }
}
