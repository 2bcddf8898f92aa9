package allmende.files.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.spaces.Role;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// WebDAV against the real server, in this process.
class DavTest extends DavHouse {
  @Test
  void whatWasPutIsGotWithItsTag() throws Exception {
    HttpResponse<String> put = put("a.txt", "hello");
    assertEquals(201, put.statusCode());
    HttpResponse<String> got = send("GET", "a.txt", "");
    assertEquals("hello", got.body());
    assertEquals(put.headers().firstValue("ETag"), got.headers().firstValue("ETag"));
    assertTrue(put.headers().firstValue("OC-FileId").orElseThrow().endsWith("octest"));
  }

  @Test
  void aChangeDeepDownChangesEveryEtagAbove() throws Exception {
    send("MKCOL", "x", "");
    send("MKCOL", "x/y", "");
    String top = etag("");
    String x = etag("x/");
    put("x/y/a.txt", "1");
    assertNotEquals(top, etag(""));
    assertNotEquals(x, etag("x/"));
    assertTrue(propfind("", "0").body().contains("<oc:size>1</oc:size>"));
  }

  @Test
  void aMoveKeepsIdAndEtag() throws Exception {
    put("a.txt", "hello");
    send("MKCOL", "x", "");
    String before = propfind("a.txt", "0").body().replaceAll("(?s)<d:href>.*?</d:href>", "");
    assertEquals(201, send("MOVE", "a.txt", "", "Destination", path("x/b.txt")).statusCode());
    String after = propfind("x/b.txt", "0").body().replaceAll("(?s)<d:href>.*?</d:href>", "");
    assertEquals(before, after);
    assertEquals(404, send("GET", "a.txt", "").statusCode());
  }

  @Test
  void whatWentToAnotherSpaceIsNoLongerWhereItWas() throws Exception {
    team("Team", Role.EDITOR, anna);
    put("a.txt", "hello");
    assertEquals("hello", send("GET", "a.txt", "").body());
    assertEquals(201, send("MOVE", "a.txt", "", "Destination", path("Team/a.txt")).statusCode());
    assertEquals(404, send("GET", "a.txt", "").statusCode());
    assertEquals("hello", send("GET", "Team/a.txt", "").body());
    put("Team/a.txt", "changed");
    assertEquals("changed", send("GET", "Team/a.txt", "").body());
    assertEquals(201, send("MOVE", "Team/a.txt", "", "Destination", path("b.txt")).statusCode());
    assertEquals(404, send("GET", "Team/a.txt", "").statusCode());
  }

  @Test
  void aFolderGoesNeitherIntoItselfNorAway() throws Exception {
    send("MKCOL", "x", "");
    send("MKCOL", "x/y", "");
    assertEquals(409, send("MOVE", "x", "", "Destination", path("x/y/z")).statusCode());
    assertEquals(409, send("COPY", "x", "", "Destination", path("x/y/z")).statusCode());
    assertEquals(207, propfind("x/y", "0").statusCode());
  }

  @Test
  void aCopyBringsEverythingBelow() throws Exception {
    send("MKCOL", "x", "");
    put("x/a.txt", "hello");
    assertEquals(201, send("COPY", "x", "", "Destination", path("z")).statusCode());
    assertEquals("hello", send("GET", "z/a.txt", "").body());
    assertEquals("hello", send("GET", "x/a.txt", "").body());
  }

  @Test
  void aWrongChecksumStoresNothing() throws Exception {
    HttpResponse<String> wrong =
        send("PUT", "a.txt", "hello", "OC-Checksum", "SHA1:" + "0".repeat(40));
    assertEquals(400, wrong.statusCode());
    assertEquals(404, send("GET", "a.txt", "").statusCode());
    HttpResponse<String> right =
        send(
            "PUT",
            "a.txt",
            "hello",
            "OC-Checksum",
            "SHA1:aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d");
    assertEquals(201, right.statusCode());
  }

  @Test
  void aStaleEtagReplacesNothing() throws Exception {
    put("a.txt", "one");
    assertEquals(412, send("PUT", "a.txt", "two", "If-Match", "\"stale\"").statusCode());
    assertEquals(412, send("PUT", "a.txt", "two", "If-None-Match", "*").statusCode());
    assertEquals(412, send("DELETE", "a.txt", "", "If-Match", "\"stale\"").statusCode());
    assertEquals("one", send("GET", "a.txt", "").body());
  }

  @Test
  void onlyTheOwnerComesIn() throws Exception {
    put("a.txt", "secret");
    house.person("bert", false);
    HttpRequest.Builder none = HttpRequest.newBuilder(server.uri().resolve(path("a.txt"))).GET();
    HttpResponse<String> refused = client.send(none.build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(401, refused.statusCode());
    assertFalse(refused.body().contains("secret"));
    assertEquals(
        404, raw("PROPFIND", "/remote.php/dav/files/bert/", "", "Depth", "0").statusCode());
    assertEquals(
        404,
        send("MOVE", "a.txt", "", "Destination", "/remote.php/dav/files/bert/a.txt").statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "x%2Fy, 400",
    "x%00y, 400",
    "%2e%2e, 400",
    "%ff, 400",
    "..%2F..%2Fetc, 400",
    "50%25.txt, 201",
    "a%3Bb, 201",
    "%20lead, 201",
    "%F0%9F%8C%B3, 201"
  })
  void namesAreTakenOrRefusedClearly(String name, int status) throws Exception {
    assertEquals(status, put(name, "x").statusCode());
  }

  @Test
  void namesAreComparedInNfcAndHaveALimit() throws Exception {
    assertEquals(201, put("%C3%BC", "composed").statusCode());
    assertEquals("composed", send("GET", "u%CC%88", "").body());
    assertEquals(204, put("u%CC%88", "decomposed").statusCode());
    assertEquals(400, put("n".repeat(256), "x").statusCode());
    assertEquals(201, put("n".repeat(255), "x").statusCode());
  }

  @Test
  void badXmlAndDepthInfinityAreRefused() throws Exception {
    String doctype = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>";
    assertEquals(400, send("PROPFIND", "", doctype, "Depth", "0").statusCode());
    assertEquals(403, propfind("", "infinity").statusCode());
  }

  @Test
  void rangesAndHeadAreAnswered() throws Exception {
    put("a.txt", "0123456789");
    assertEquals("234", send("GET", "a.txt", "", "Range", "bytes=2-4").body());
    assertEquals(416, send("GET", "a.txt", "", "Range", "bytes=99-").statusCode());
    HttpResponse<String> head = send("HEAD", "a.txt", "");
    assertEquals("10", head.headers().firstValue("Content-Length").orElseThrow());
  }

  @Test
  void readingContentLeavesAnEventAndAskingAboutItNone() throws Exception {
    put("a.txt", "0123456789");
    send("HEAD", "a.txt", "");
    propfind("", "1");
    send("GET", "missing.txt", "");
    send("GET", "a.txt", "", "Range", "bytes=99-");
    String tag = send("HEAD", "a.txt", "").headers().firstValue("ETag").orElseThrow();
    assertEquals(304, send("GET", "a.txt", "", "If-None-Match", tag).statusCode());
    assertEquals(List.of(), read);
    send("GET", "a.txt", "");
    assertEquals(1, read.size());
    assertEquals("file.read", read.getFirst().kind());
    assertEquals("a.txt", read.getFirst().name());
    assertEquals("app-password, MANAGER", read.getFirst().right());
  }

  @Test
  void aBodyThatStopsHalfWayStoresNothing() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("PUT "
                      + path("half.txt")
                      + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                      + authorization
                      + "\r\nContent-Length: 100\r\n\r\nhalf")
                  .getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      try (InputStream in = socket.getInputStream()) {
        in.readAllBytes();
      }
    }
    assertEquals(404, send("GET", "half.txt", "").statusCode());
  }
}
