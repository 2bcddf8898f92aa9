package allmende.protocols.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import allmende.protocols.Fuzz;
import allmende.protocols.http.MalformedHeader;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallHeadersTest {
  @Test
  void depth() throws Exception {
    assertEquals(Depth.ZERO, Depth.parse("0", Depth.INFINITY));
    assertEquals(Depth.ONE, Depth.parse(" 1 ", Depth.INFINITY));
    assertEquals(Depth.INFINITY, Depth.parse("Infinity", Depth.ZERO));
    assertEquals(Depth.ONE, Depth.parse(null, Depth.ONE));
    for (String bad : List.of("", "2", "-1", "00", "infinite", "1,noroot", "0, 1")) {
      assertThrows(MalformedHeader.class, () -> Depth.parse(bad, Depth.ZERO), bad);
    }
  }

  @Test
  void timeout() {
    assertEquals(LockTimeout.INFINITE, LockTimeout.parse("Infinite, Second-4100000000", 60));
    assertEquals(4_100_000_000L, LockTimeout.parse("Extend, second-4100000000 , Infinite", 60));
    for (String unread :
        List.of("", "Second-", "Second--5", "Second-x", "600", "Second-" + "9".repeat(30))) {
      assertEquals(60, LockTimeout.parse(unread, 60), unread);
    }
    assertEquals(60, LockTimeout.parse(null, 60));
  }

  @Test
  void destination() throws Exception {
    assertEquals(
        new Destination("cloud.example:8443", "/remote.php/dav/a%20b"),
        Destination.parse("https://cloud.example:8443/remote.php/dav/a%20b"));
    assertEquals(
        new Destination(null, "/remote.php/dav/x"), Destination.parse(" /remote.php/dav/x "));
    assertEquals(new Destination("h", "/"), Destination.parse("HTTP://h"));
    for (String bad :
        List.of(
            "",
            "x",
            "//evil/x",
            "ftp://h/x",
            "file:///etc/passwd",
            "http:///x",
            "/a?b",
            "/a#b",
            "/a b",
            "http://h/a b",
            "http://h/a?b",
            "https:/x")) {
      assertThrows(MalformedHeader.class, () -> Destination.parse(bad), bad);
    }
  }

  @Test
  void allSurviveDamage() {
    List<String> seeds = List.of("infinity", "Second-600, Infinite", "https://h:1/a%20b", "/a/b");
    Fuzz.text(seeds, List.of(MalformedHeader.class), text -> Depth.parse(text, Depth.ZERO));
    Fuzz.text(seeds, List.of(), text -> LockTimeout.parse(text, 1));
    Fuzz.text(seeds, List.of(MalformedHeader.class), Destination::parse);
  }
}
