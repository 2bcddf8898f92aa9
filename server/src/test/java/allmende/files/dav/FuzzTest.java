package allmende.files.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;

import allmende.identity.Account;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that began as good ones, and what chance made of them: whatever arrives gets an answer
/// that is no fault of ours, and somebody else's files stay as they are.
class FuzzTest extends DavHouse {
  private static final int REQUESTS = 300;

  private static final List<String> METHODS =
      List.of(
          "GET",
          "HEAD",
          "PUT",
          "DELETE",
          "PROPFIND",
          "PROPPATCH",
          "MKCOL",
          "MOVE",
          "COPY",
          "LOCK",
          "UNLOCK",
          "REPORT",
          "SEARCH",
          "POST",
          "PATCH",
          "OPTIONS",
          "MKCALENDAR",
          "X");

  /// Pieces that have broken servers before.
  private static final List<String> NASTY =
      List.of(
          "%00",
          "%2F",
          "%2e%2e",
          "..",
          "%",
          "%zz",
          "%ff",
          "%C3",
          "%ED%A0%80",
          "//",
          "\u00ff",
          "9".repeat(40),
          "-1",
          "18446744073709551616",
          "NaN",
          "<",
          ">",
          "(",
          "\"",
          "\\",
          ";",
          ",",
          ":",
          "?",
          "&",
          "a".repeat(300),
          "infinity",
          "Second-99999999999999",
          "<!DOCTYPE a>",
          "<![CDATA[",
          "&#0;",
          "&#xD800;",
          "&lol;",
          "xmlns=''",
          "xmlns:d=''",
          "\u0000");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothingThatArrivesIsOurFault(long seed) throws Exception {
    Account bert = house.person("bert", false);
    String annas = authorization;
    authorization = passwordOf(bert);
    raw("PUT", "/remote.php/dav/files/bert/his.txt", "his");
    authorization = annas;
    Random random = new Random(seed);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      if (i % 50 == 0) {
        furnish();
      }
      Raw request = mutated(random, sane(random)).measured();
      int status = request.status(server.uri().getPort(), annas);
      if (status < 200 || status >= 500) {
        wrong.add(i + " was answered by " + status + ":\n" + request);
      }
    }
    assertEquals(List.of(), wrong);
    authorization = passwordOf(bert);
    assertEquals("his", raw("GET", "/remote.php/dav/files/bert/his.txt", "").body());
  }

  private void furnish() throws Exception {
    put("a.txt", "hello");
    send("MKCOL", "x", "");
    put("x/b.txt", "hello");
    raw("MKCOL", "/remote.php/dav/uploads/anna/1", "");
    raw("PUT", "/remote.php/dav/uploads/anna/1/1", "abc");
    put("gone.txt", "hello");
    send("DELETE", "gone.txt", "");
  }

  private static Raw sane(Random random) {
    return switch (random.nextInt(16)) {
      case 0 ->
          Raw.of(
                  "PUT",
                  path("a.txt"),
                  "OC-Checksum: SHA1:aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
                  "X-OC-MTime: 1700000000",
                  "OC-Total-Length: 5")
              .body("hello");
      case 1 ->
          Raw.of("PROPFIND", path(""), "Depth: 1")
              .body(
                  "<d:propfind xmlns:d='DAV:'><d:prop><d:getetag/><x:y xmlns:x='urn:x'/></d:prop>"
                      + "</d:propfind>");
      case 2 ->
          Raw.of("PROPPATCH", path("a.txt"))
              .body(
                  "<d:propertyupdate xmlns:d='DAV:' xmlns:x='urn:x'><d:set><d:prop>"
                      + "<d:lastmodified>1700000000</d:lastmodified><x:y xml:lang='de'>z</x:y>"
                      + "</d:prop></d:set><d:remove><d:prop><x:q/></d:prop></d:remove>"
                      + "</d:propertyupdate>");
      case 3 -> Raw.of("MOVE", path("a.txt"), "Destination: " + path("x/c.txt"), "Overwrite: T");
      case 4 -> Raw.of("COPY", path("x"), "Destination: " + path("y"), "Depth: infinity");
      case 5 ->
          Raw.of("LOCK", path("a.txt"), "Depth: 0", "Timeout: Second-60, Infinite")
              .body(
                  "<d:lockinfo xmlns:d='DAV:'><d:lockscope><d:shared/></d:lockscope><d:locktype>"
                      + "<d:write/></d:locktype><d:owner>me</d:owner></d:lockinfo>");
      case 6 -> Raw.of("UNLOCK", path("a.txt"), "Lock-Token: <opaquelocktoken:1-2-3>");
      case 7 ->
          Raw.of(
              "DELETE", path("x/b.txt"), "If: <" + path("x") + "> (<opaquelocktoken:1> [\"a\"])");
      case 8 -> Raw.of("GET", path("a.txt"), "Range: bytes=1-2,3-4", "If-Range: \"a\"");
      case 9 ->
          Raw.of(
              "GET",
              path("x") + "?accept=zip&files=[%22b.txt%22]",
              "X-NC-Files: b.txt",
              "Accept: application/zip");
      case 10 ->
          Raw.of("REPORT", path(""))
              .body(
                  "<oc:filter-files xmlns:oc='http://owncloud.org/ns' xmlns:d='DAV:'><d:prop>"
                      + "<oc:favorite/></d:prop><oc:filter-rules><oc:favorite>1</oc:favorite>"
                      + "</oc:filter-rules></oc:filter-files>");
      case 11 ->
          Raw.of("SEARCH", "/remote.php/dav/", "Content-Type: text/xml")
              .body(
                  "<d:searchrequest xmlns:d='DAV:'><d:basicsearch><d:select><d:prop><d:getetag/>"
                      + "</d:prop></d:select><d:from><d:scope><d:href>/files/anna</d:href>"
                      + "<d:depth>infinity</d:depth></d:scope></d:from><d:where><d:and><d:like>"
                      + "<d:prop><d:displayname/></d:prop><d:literal>%a%</d:literal></d:like><d:gt>"
                      + "<d:prop><d:getcontentlength/></d:prop><d:literal>1</d:literal></d:gt>"
                      + "</d:and></d:where><d:orderby><d:order><d:prop><d:getlastmodified/></d:prop>"
                      + "<d:descending/></d:order></d:orderby><d:limit><d:nresults>5</d:nresults>"
                      + "</d:limit></d:basicsearch></d:searchrequest>");
      case 12 ->
          Raw.of("POST", "/remote.php/dav/bulk", "Content-Type: multipart/related; boundary=\"b\"")
              .body(
                  "--b\r\nX-File-Path: /bulk.txt\r\nX-File-MD5: 5d41402abc4b2a76b9719d911017c592"
                      + "\r\nX-File-Mtime: 1700000000\r\nContent-Length: 5\r\n\r\nhello\r\n--b--\r\n");
      case 13 ->
          Raw.of(
              "MOVE",
              "/remote.php/dav/uploads/anna/1/.file",
              "Destination: " + path("big.bin"),
              "OC-Total-Length: 3");
      case 14 ->
          Raw.of(
              "PROPFIND",
              "/remote.php/dav/trashbin/anna/trash",
              "Depth: 1",
              "X-NC-Paginate: true",
              "X-NC-Paginate-Count: 10");
      default -> Raw.of("PROPFIND", "/remote.php/dav/versions/anna/versions/1", "Depth: 1");
    };
  }

  private static Raw mutated(Random random, Raw sane) {
    Raw raw = sane;
    for (int i = random.nextInt(3); i >= 0; i--) {
      raw =
          switch (random.nextInt(8)) {
            case 0 ->
                new Raw(
                    METHODS.get(random.nextInt(METHODS.size())),
                    raw.path(),
                    raw.headers(),
                    raw.body());
            case 1, 2 ->
                new Raw(
                    raw.method(),
                    "/" + inLine(disturbed(random, raw.path().substring(1)), "!"),
                    raw.headers(),
                    raw.body());
            case 3, 4 -> withHeader(random, raw);
            default -> raw.body(disturbedBody(random, raw.body()));
          };
    }
    return raw;
  }

  private static Raw withHeader(Random random, Raw raw) {
    List<String> headers = new ArrayList<>(raw.headers());
    if (headers.isEmpty() || random.nextInt(3) == 0) {
      List<String> more =
          List.of(
              "Depth: 1",
              "If: (<opaquelocktoken:1>)",
              "Destination: " + path("d.txt"),
              "Timeout: Second-1",
              "If-Match: \"a\"",
              "If-None-Match: *",
              "If-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT",
              "X-User-Lock: 1",
              "X-NC-WebDAV-AutoMkcol: 1",
              "X-NC-Paginate: true",
              "X-NC-Paginate-Offset: 1",
              "X-OC-MTime: 1",
              "OC-Checksum: ADLER32:01",
              "Content-Range: bytes 1-2/3",
              "User-Agent: x",
              "Cookie: allmende_session=x");
      headers.add(more.get(random.nextInt(more.size())));
    }
    int which = random.nextInt(headers.size());
    String line = headers.get(which);
    int value = line.indexOf(':') + 2;
    headers.set(
        which, line.substring(0, value) + inLine(disturbed(random, line.substring(value)), " "));
    return new Raw(raw.method(), raw.path(), List.copyOf(headers), raw.body());
  }

  /// A request line and a header end with their line.
  private static String inLine(String text, String instead) {
    return text.replaceAll("[\r\n]", instead);
  }

  private static String disturbed(Random random, String text) {
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + random.nextInt(4));
    String middle =
        switch (random.nextInt(5)) {
          case 0 -> "";
          case 1 -> String.valueOf((char) random.nextInt(256));
          case 2 -> text.substring(0, at);
          default -> NASTY.get(random.nextInt(NASTY.size()));
        };
    return text.substring(0, at) + middle + text.substring(to);
  }

  private static byte[] disturbedBody(Random random, byte[] body) {
    return disturbed(random, new String(body, StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
