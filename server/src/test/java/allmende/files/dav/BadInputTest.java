package allmende.files.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.spaces.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What bad input gets: a clear refusal, and nothing stored or changed. The table in
/// `docs/protocols/webdav.md` names a test of this class, or of one beside it, for each row.
class BadInputTest extends DavHouse {
  private static final String UPLOADS = "/remote.php/dav/uploads/anna/";
  private static final String TRASH = "/remote.php/dav/trashbin/anna/trash";

  /// Where the desktop client and others send XML.
  private static final List<String> SPEAKING_XML =
      List.of("PROPFIND", "PROPPATCH", "LOCK", "REPORT", "SEARCH");

  private String before;

  @BeforeEach
  void furnish() throws Exception {
    put("a.txt", "precious");
    send("MKCOL", "x", "");
    put("x/b.txt", "also precious");
    before = all();
  }

  @Test
  void namesThatCannotBeAreRefused() throws Exception {
    for (String name :
        List.of(
            "x%2Fy",
            "%2F",
            "x%00y",
            "..",
            "%2e%2e",
            ".%2e",
            ".",
            "..%2F..%2Fetc%2Fpasswd",
            "x/../../bert/up",
            "%ff",
            "%C3",
            "%C0%AF",
            "%ED%A0%80",
            "%zz",
            "%")) {
      refused(name);
    }
  }

  @Test
  void namesOf300BytesAreRefused() throws Exception {
    for (String letter : List.of("n", "%C3%BC")) {
      refused(letter.repeat(letter.length() == 1 ? 300 : 150));
    }
  }

  private void refused(String name) throws Exception {
    assertEquals(400, status("PUT", path(name), "x"), "PUT " + name);
    assertEquals(400, status("MKCOL", path(name), ""), "MKCOL");
    assertEquals(400, status("LOCK", path(name), exclusive(), "Depth: 0"), "LOCK");
    for (String method : List.of("MOVE", "COPY")) {
      assertEquals(400, status(method, path("a.txt"), "", "Destination: " + path(name)), method);
    }
    for (String method : List.of("GET", "DELETE", "PROPFIND")) {
      int answer = status(method, path(name), "", "Depth: 0");
      assertTrue(answer == 400 || answer == 404, method + " " + answer);
    }
    unchanged();
  }

  @Test
  void rawBytesThatNoAddressHasAreRefused() throws Exception {
    for (String name : List.of("x\u0000y", "x\u0001y", "x y", "\u00fc", "x\\y\u007f")) {
      assertEquals(400, status("PUT", path(name), "x"), name);
      unchanged();
    }
  }

  private static List<String> badDocuments() {
    String lol = "<!DOCTYPE a [<!ENTITY b 'lol'><!ENTITY c '&b;&b;&b;&b;'>]>";
    return List.of(
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        lol + "<a>&c;&c;&c;</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/p'> %p;]><a/>",
        "<a xmlns='DAV:'>&unknown;</a>",
        "<a xmlns='DAV:'>&#0;</a>",
        "<a xmlns='DAV:'>&#xD800;</a>",
        "<d:a/>",
        "<a",
        "<a/><b/>",
        "no XML",
        "\u0000",
        "<a xmlns='DAV:'>" + "<b>".repeat(100_000),
        "<a xmlns='DAV:'>" + "<b/>".repeat(1_000_000) + "</a>",
        "<a>" + "x".repeat(2_000_000) + "</a>");
  }

  @Test
  void documentsThatMayNotBeAreRefused() throws Exception {
    for (String document : badDocuments()) {
      for (String method : SPEAKING_XML) {
        assertEquals(
            400,
            status(method, path("a.txt"), document, "Depth: 0"),
            () -> method + " " + document.substring(0, Math.min(80, document.length())));
      }
    }
    unchanged();
  }

  @Test
  void aMillionPropertiesAreRefused() throws Exception {
    String many = "<d:propfind xmlns:d='DAV:'><d:prop>" + "<d:a/>".repeat(1_000_000);
    assertEquals(
        400, status("PROPFIND", path(""), many + "</d:prop></d:propfind>", "Depth: 1"), "many");
    String wide = "<d:propfind xmlns:d='DAV:'><d:prop>" + "<d:a/>".repeat(10_001);
    assertEquals(
        400, status("PROPFIND", path(""), wide + "</d:prop></d:propfind>", "Depth: 1"), "wide");
  }

  @Test
  void aDocumentInBytesThatAreNoUtf8IsRefused() throws Exception {
    byte[] latin =
        "<?xml version='1.0' encoding='utf-8'?><d:propfind xmlns:d='DAV:'><d:\u00fc/></d:propfind>"
            .getBytes(StandardCharsets.ISO_8859_1);
    Raw request = Raw.of("PROPFIND", path(""), "Depth: 0").body(latin).measured();
    assertEquals(400, request.status(server.uri().getPort(), authorization));
  }

  @Test
  void depthInfinityAndWhatIsNoDepthAreRefused() throws Exception {
    HttpResponse<String> infinite = propfind("", "infinity");
    assertEquals(403, infinite.statusCode());
    assertTrue(infinite.body().contains("propfind-finite-depth"), infinite.body());
    // Without the header it is infinity (RFC 4918 §9.1).
    assertEquals(403, send("PROPFIND", "", "").statusCode());
    for (String depth : List.of("2", "-1", "1,noroot", "x")) {
      assertEquals(400, propfind("", depth).statusCode(), depth);
    }
    assertEquals(400, send("LOCK", "a.txt", exclusive(), "Depth", "1").statusCode());
    unchanged();
  }

  @Test
  void aLengthThatIsNoneIsRefused() throws Exception {
    for (String length :
        List.of("-1", "x", "5x", "99999999999999999999", "5\r\nContent-Length: 6", "")) {
      assertEquals(400, unmeasured("PUT", "new.txt", "hello", "Content-Length: " + length), length);
      unchanged();
    }
  }

  @Test
  void twoKindsOfLengthAreRefused() throws Exception {
    assertEquals(
        400,
        unmeasured(
            "PUT",
            "new.txt",
            "5\r\nhello\r\n0\r\n\r\n",
            "Content-Length: 3",
            "Transfer-Encoding: chunked"));
    assertEquals(
        400, unmeasured("PUT", "new.txt", "zz\r\nhello\r\n", "Transfer-Encoding: chunked"));
    unchanged();
  }

  @Test
  void aLengthThatIsTooLongStoresNothing() throws Exception {
    for (String file : List.of("a.txt", "new.txt", "x/new.txt")) {
      for (String length : List.of("100", "1000000000", "9223372036854775807")) {
        int answer = unmeasured("PUT", file, "half", "Content-Length: " + length);
        assertTrue(answer == 400 || answer == 0, length + ": " + answer);
      }
      unchanged();
    }
  }

  @Test
  void aLengthThatIsTooShortEndsTheBodyThere() throws Exception {
    String answer =
        Raw.of("PUT", path("new.txt"), "Content-Length: 4")
            .body("halfGET / HTTP/1.1")
            .answer(server.uri().getPort(), authorization);
    assertTrue(answer.startsWith("HTTP/1.1 201"), answer);
    assertFalse(answer.contains("HTTP/1.1 5"), answer);
    assertEquals("half", send("GET", "new.txt", "").body());
  }

  @Test
  void aBodyInPiecesThatStopsHalfWayStoresNothing() throws Exception {
    int answer =
        unmeasured("PUT", "new.txt", "5\r\nhello\r\nff\r\nha", "Transfer-Encoding: chunked");
    assertTrue(answer == 400 || answer == 0, "" + answer);
    answer = unmeasured("PUT", "a.txt", "5\r\nhello\r\n", "Transfer-Encoding: chunked");
    assertTrue(answer == 400 || answer == 0, "" + answer);
    unchanged();
  }

  @Test
  void aChunkOrBulkThatStopsHalfWayStoresNothing() throws Exception {
    raw("MKCOL", UPLOADS + "1", "");
    int answer =
        Raw.of("PUT", UPLOADS + "1/1", "Content-Length: 100")
            .body("half")
            .status(server.uri().getPort(), authorization);
    assertTrue(answer == 400 || answer == 0, "" + answer);
    String listed = raw("PROPFIND", UPLOADS + "1", "", "Depth", "1").body();
    assertFalse(listed.contains(UPLOADS + "1/1"), listed);
    answer =
        Raw.of(
                "POST",
                "/remote.php/dav/bulk",
                "Content-Type: multipart/related; boundary=b",
                "Content-Length: 1000")
            .body("--b\r\nX-File-Path: /new.txt\r\nContent-Length: 100\r\n\r\nhalf")
            .status(server.uri().getPort(), authorization);
    assertTrue(answer == 400 || answer == 0, "" + answer);
    unchanged();
  }

  @Test
  void aConnectionThatBreaksInTheMiddleStoresNothing() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
      // Closing resets the connection, as a laptop does whose network is gone.
      socket.setSoLinger(true, 0);
      socket
          .getOutputStream()
          .write(
              ("PUT "
                      + path("a.txt")
                      + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                      + authorization
                      + "\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      try (InputStream in = socket.getInputStream()) {
        // The server reads the body by now.
        assertTrue(new String(in.readNBytes(12), StandardCharsets.UTF_8).endsWith("100"));
        socket.getOutputStream().write("half".getBytes(StandardCharsets.UTF_8));
      }
    }
    unchanged();
  }

  @Test
  void aChecksumThatDoesNotMatchStoresNothing() throws Exception {
    for (String checksum :
        List.of(
            "SHA1:0000000000000000000000000000000000000000",
            "MD5:00000000000000000000000000000000",
            "SHA256:0000000000000000000000000000000000000000000000000000000000000000",
            "SHA3-256:0000000000000000000000000000000000000000000000000000000000000000",
            "ADLER32:00000000",
            "SHA1:aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d MD5:00000000000000000000000000000000")) {
      long contents = contents();
      assertEquals(
          400, send("PUT", "new.txt", "hello", "OC-Checksum", checksum).statusCode(), checksum);
      assertEquals(
          400, send("PUT", "a.txt", "hello", "OC-Checksum", checksum).statusCode(), checksum);
      raw("MKCOL", UPLOADS + "1", "");
      assertEquals(
          400, raw("PUT", UPLOADS + "1/1", "hello", "OC-Checksum", checksum).statusCode(), "chunk");
      assertFalse(
          raw("PROPFIND", UPLOADS + "1", "", "Depth", "1").body().contains(UPLOADS + "1/1"));
      assertEquals(contents, contents(), "not even content that nothing refers to");
      unchanged();
    }
  }

  @Test
  void aChecksumThatIsNoneStoresNothing() throws Exception {
    for (String checksum : List.of("SHA1:zz", "SHA1", "SHA1:", ":00", "SHA1:00 x")) {
      int answer = send("PUT", "new.txt", "hello", "OC-Checksum", checksum).statusCode();
      assertEquals(400, answer, checksum);
      unchanged();
    }
  }

  @Test
  void aTimeThatIsNoneStoresNothing() throws Exception {
    for (String time :
        List.of("-1", "0", "86400", "x", "1e9", "99999999999999999999", "253402300800")) {
      assertEquals(400, send("PUT", "new.txt", "hello", "X-OC-MTime", time).statusCode(), time);
      unchanged();
    }
  }

  @Test
  void destinationsOutsideOnesSpacesAreRefused() throws Exception {
    team("Read", Role.VIEWER, anna);
    team("Others", Role.EDITOR, house.person("bert", false));
    before = all();
    for (String method : List.of("MOVE", "COPY")) {
      assertEquals(404, to(method, "/remote.php/dav/files/bert/a.txt"), method);
      assertEquals(409, to(method, path("Others/a.txt")), method);
      assertEquals(403, to(method, path("Read/a.txt")), method);
      assertEquals(404, to(method, "/etc/passwd"), method);
      assertEquals(403, to(method, UPLOADS + "1"), method);
      assertEquals(403, to(method, TRASH + "/a.txt"), method);
      assertEquals(400, to(method, "ftp://localhost/a.txt"), method);
      assertEquals(400, to(method, "a.txt"), method);
      assertEquals(400, to(method, path("b.txt?x")), method);
      assertEquals(400, status(method, path("a.txt"), ""), method);
      assertEquals(409, to(method, path("missing/a.txt")), method);
    }
    unchanged();
  }

  @Test
  void nothingGoesIntoItselfOrOntoItself() throws Exception {
    for (String method : List.of("MOVE", "COPY")) {
      assertEquals(409, send(method, "x", "", "Destination", path("x/y")).statusCode());
      assertEquals(403, send(method, "x", "", "Destination", path("x")).statusCode());
      assertEquals(403, send(method, "a.txt", "", "Destination", path("a.txt")).statusCode());
      // A folder above its own child: to put the child there, the folder would have to go.
      int up = send(method, "x/b.txt", "", "Destination", path("x")).statusCode();
      assertTrue(up == 403 || up == 409, method + " " + up);
      int root = send(method, "x", "", "Destination", path("")).statusCode();
      assertTrue(root >= 400 && root < 500, method + " " + root);
    }
    int root = send("MOVE", "", "", "Destination", path("x/root")).statusCode();
    assertTrue(root >= 400 && root < 500, "" + root);
    root = send("DELETE", "", "").statusCode();
    assertTrue(root >= 400 && root < 500, "" + root);
    unchanged();
  }

  @Test
  void conditionsThatCannotBeReadChangeNothing() throws Exception {
    for (String header :
        List.of(
            "If",
            "If: (",
            "If: <>",
            "If: (<opaquelocktoken:1>",
            "If: ()",
            "If: x",
            "If: <a> <b> ([\"c\"])",
            "If-Match: x",
            "If-None-Match: \"x")) {
      String line = header.contains(":") ? header : header + ": ";
      int answer = status("PUT", path("a.txt"), "x", line);
      assertTrue(answer == 400 || answer == 412, header + " " + answer);
      unchanged();
    }
  }

  @Test
  void namesOfUploadsAndPropertiesHaveLimits() throws Exception {
    // Of chance, since the database would compress what repeats.
    String long1 = letters(5_000);
    int upload = status("MKCOL", UPLOADS + long1, "");
    assertTrue(upload >= 400 && upload < 500, "" + upload);
    for (String name :
        List.of("<x:" + long1 + " xmlns:x='urn:x'/>", "<x:a xmlns:x='" + long1 + "'/>")) {
      int patch =
          status(
              "PROPPATCH",
              path("a.txt"),
              "<d:propertyupdate xmlns:d='DAV:'><d:set><d:prop>"
                  + name
                  + "</d:prop></d:set></d:propertyupdate>");
      assertTrue(patch == 207 || patch >= 400 && patch < 500, "" + patch);
      assertFalse(send("PROPFIND", "a.txt", "", "Depth", "0").body().contains(long1));
    }
    unchanged();
  }

  @Test
  void archivesOfNamesThatCannotBeAreRefused() throws Exception {
    for (String name : List.of("%zz", "%00", "%ff", "..", "a%2Fb", "null", "")) {
      for (String query :
          List.of("", "&files=[%22" + name + "%22]", "&files=[" + name + "]", "&files=" + name)) {
        int answer = status("GET", path("x") + "?accept=zip" + query, "", "X-NC-Files: " + name);
        assertTrue(answer >= 200 && answer < 500, name + query + " " + answer);
      }
      int answer = status("GET", path("x") + "?accept=" + name, "");
      assertTrue(answer >= 200 && answer < 500, "" + answer);
      unchanged();
    }
  }

  @Test
  void partsAndTypesThatAreNotTakenStoreNothing() throws Exception {
    assertEquals(400, status("PUT", path("a.txt"), "x", "Content-Range: bytes 0-0/8"));
    assertEquals(415, status("MKCOL", path("new"), "<a/>"));
    assertEquals(405, status("PUT", path("x"), "a file in a folder's place"));
    assertEquals(405, status("MKCOL", path("a.txt"), ""));
    assertEquals(409, status("PUT", path("missing/new.txt"), "x"));
    int inFile = status("PUT", path("a.txt/new.txt"), "x");
    assertTrue(inFile == 409 || inFile == 404, "" + inFile);
    assertEquals(405, status("PATCH", path("a.txt"), "x"));
    assertEquals(
        401,
        new Raw("GET", path("a.txt"), List.of(), new byte[0])
            .status(server.uri().getPort(), "Basic %%%"));
    unchanged();
  }

  private int to(String method, String destination) throws Exception {
    return status(method, path("a.txt"), "", "Destination: " + destination);
  }

  private int status(String method, String path, String body, String... headers) throws Exception {
    return Raw.of(method, path, headers)
        .body(body)
        .measured()
        .status(server.uri().getPort(), authorization);
  }

  private int unmeasured(String method, String file, String body, String... headers)
      throws Exception {
    return Raw.of(method, path(file), headers)
        .body(body)
        .status(server.uri().getPort(), authorization);
  }

  /// The etag of the root changes with anything below it (see
  /// `aChangeDeepDownChangesEveryEtagAbove`).
  private void unchanged() throws Exception {
    assertEquals(before, all());
    assertEquals("precious", send("GET", "a.txt", "").body());
  }

  private String all() throws Exception {
    return propfind("", "1").body()
        + propfind("x/", "1").body()
        + raw("PROPFIND", TRASH, "", "Depth", "1").body();
  }

  private long contents() throws IOException {
    try (Stream<Path> files = Files.walk(contents)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private static String letters(int count) {
    return new Random(1)
        .ints(count, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String exclusive() {
    return "<d:lockinfo xmlns:d='DAV:'><d:lockscope><d:exclusive/></d:lockscope>"
        + "<d:locktype><d:write/></d:locktype></d:lockinfo>";
  }
}
