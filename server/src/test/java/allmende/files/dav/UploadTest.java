package allmende.files.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Uploads in chunks and in bulk.
class UploadTest extends DavHouse {
  private static final String UPLOADS = "/remote.php/dav/uploads/anna/";

  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0000000000000001",
    "00001, 00002",
    "000001, 000002",
    "0-2, 3-5",
    "1, 2"
  })
  void chunksOfEveryClientMakeAFile(String first, String second) throws Exception {
    assertEquals(201, raw("MKCOL", UPLOADS + "4711", "").statusCode());
    // In any order.
    assertEquals(201, raw("PUT", UPLOADS + "4711/" + second, "def").statusCode());
    assertEquals(201, raw("PUT", UPLOADS + "4711/" + first, "abc").statusCode());
    HttpResponse<String> done = finish("4711", "big.bin", "OC-Total-Length", "6");
    assertEquals(201, done.statusCode(), done.body());
    assertTrue(done.headers().firstValue("ETag").isPresent());
    assertTrue(done.headers().firstValue("OC-FileId").isPresent());
    assertEquals("abcdef", send("GET", "big.bin", "").body());
    assertEquals("cd", send("GET", "big.bin", "", "Range", "bytes=2-3").body());
    assertEquals(404, raw("PROPFIND", UPLOADS + "4711", "", "Depth", "1").statusCode());
  }

  @Test
  void anUploadGoesOnWhereItStopped() throws Exception {
    raw("MKCOL", UPLOADS + "1", "");
    raw("PUT", UPLOADS + "1/00001", "abc");
    String listed = raw("PROPFIND", UPLOADS + "1", "", "Depth", "1").body();
    assertTrue(listed.contains(UPLOADS + "1/00001"), listed);
    assertTrue(listed.contains("<d:getcontentlength>3</d:getcontentlength>"), listed);
    // A chunk that is sent again replaces the one before.
    raw("PUT", UPLOADS + "1/00001", "ABC");
    raw("PUT", UPLOADS + "1/00002", "def");
    assertEquals(201, finish("1", "a.bin").statusCode());
    assertEquals("ABCdef", send("GET", "a.bin", "").body());
  }

  @Test
  void aMissingChunkOrAWrongLengthMakesNothing() throws Exception {
    raw("MKCOL", UPLOADS + "1", "");
    assertEquals(400, finish("1", "a.bin").statusCode());
    raw("PUT", UPLOADS + "1/00001", "abc");
    raw("PUT", UPLOADS + "1/00003", "ghi");
    assertEquals(400, finish("1", "a.bin").statusCode());
    raw("PUT", UPLOADS + "1/00002", "def");
    assertEquals(400, finish("1", "a.bin", "OC-Total-Length", "7").statusCode());
    assertEquals(404, send("GET", "a.bin", "").statusCode());
    assertEquals(201, finish("1", "a.bin", "OC-Total-Length", "9").statusCode());
    assertEquals("abcdefghi", send("GET", "a.bin", "").body());
  }

  @Test
  void twoNamesOfOnePlaceAreADoubledChunk() throws Exception {
    raw("MKCOL", UPLOADS + "1", "");
    raw("PUT", UPLOADS + "1/1", "abc");
    raw("PUT", UPLOADS + "1/00001", "abc");
    assertEquals(400, finish("1", "a.bin").statusCode());
    assertEquals(404, send("GET", "a.bin", "").statusCode());
  }

  @Test
  void aChecksumOfTheWholeIsVerified() throws Exception {
    raw("MKCOL", UPLOADS + "1", "");
    raw("PUT", UPLOADS + "1/1", "abc");
    raw("PUT", UPLOADS + "1/2", "def");
    assertEquals(400, finish("1", "a.bin", "OC-Checksum", "SHA1:" + "0".repeat(40)).statusCode());
    assertEquals(404, send("GET", "a.bin", "").statusCode());
    assertEquals(201, finish("1", "a.bin", "OC-Checksum", "SHA1:" + sha1("abcdef")).statusCode());
  }

  @Test
  void theFileMustBeWhatTheClientThinks() throws Exception {
    put("a.bin", "old");
    raw("MKCOL", UPLOADS + "1", "");
    raw("PUT", UPLOADS + "1/1", "abc");
    String stale = "<" + path("a.bin") + "> ([\"stale\"])";
    assertEquals(412, finish("1", "a.bin", "If", stale).statusCode());
    assertEquals("old", send("GET", "a.bin", "").body());
    String fresh = "<" + path("a.bin") + "> ([" + etag("a.bin") + "])";
    assertEquals(204, finish("1", "a.bin", "If", fresh).statusCode());
    assertEquals("abc", send("GET", "a.bin", "").body());
  }

  @Test
  void uploadsAreOnesOwnAndTheirNamesCannotLeaveThem() throws Exception {
    house.person("bert", false);
    assertEquals(404, raw("MKCOL", "/remote.php/dav/uploads/bert/1", "").statusCode());
    raw("MKCOL", UPLOADS + "1", "");
    assertEquals(405, raw("MKCOL", UPLOADS + "1", "").statusCode());
    assertEquals(400, raw("PUT", UPLOADS + "1/..%2F..%2Fx", "x").statusCode());
    assertEquals(400, raw("PUT", UPLOADS + "1/name", "x").statusCode());
    assertEquals(404, raw("PUT", UPLOADS + "2/1", "x").statusCode());
    assertEquals(405, raw("GET", UPLOADS + "1/1", "").statusCode());
    assertEquals(204, raw("DELETE", UPLOADS + "1", "").statusCode());
    assertEquals(404, raw("PUT", UPLOADS + "1/1", "x").statusCode());
  }

  @Test
  void manyFilesComeInOneRequest() throws Exception {
    send("MKCOL", "x", "");
    String body =
        part("/x/a.txt", "hello", md5("hello")) + part("/x/b c.txt", "wörld", md5("wörld"));
    HttpResponse<String> answer =
        raw(
            "POST",
            "/remote.php/dav/bulk",
            body + "--b--\r\n",
            "Content-Type",
            "multipart/related; boundary=\"b\"");
    assertEquals(200, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("\"/x/a.txt\":{\"error\":false"), answer.body());
    assertEquals("hello", send("GET", "x/a.txt", "").body());
    assertEquals("wörld", send("GET", "x/b%20c.txt", "").body());
  }

  @Test
  void aBadFileInABulkSpoilsNoOther() throws Exception {
    String body =
        part("/wrong.txt", "hello", "0".repeat(32))
            + part("/missing/a.txt", "hello", md5("hello"))
            + part("/../up.txt", "hello", md5("hello"))
            + part("/good.txt", "hello", md5("hello"));
    String answer =
        raw(
                "POST",
                "/remote.php/dav/bulk",
                body + "--b--\r\n",
                "Content-Type",
                "multipart/related; boundary=b")
            .body();
    assertTrue(
        answer.contains("\"/wrong.txt\":{\"error\":true")
            || answer.contains("\"/wrong.txt\":{\"message\""),
        answer);
    assertEquals(404, send("GET", "wrong.txt", "").statusCode());
    assertEquals(404, send("GET", "up.txt", "").statusCode());
    assertEquals("hello", send("GET", "good.txt", "").body());
  }

  @Test
  void aBulkThatIsNoneIsRefused() throws Exception {
    assertEquals(400, raw("POST", "/remote.php/dav/bulk", "x").statusCode());
    HttpResponse<String> cut =
        raw(
            "POST",
            "/remote.php/dav/bulk",
            part("/a.txt", "hello", md5("hello")),
            "Content-Type",
            "multipart/related; boundary=b");
    assertEquals(400, cut.statusCode());
    assertFalse(cut.body().contains("Exception:"));
  }

  private static String part(String path, String text, String md5) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return "--b\r\nX-File-Path: "
        + path
        + "\r\nX-File-MD5: "
        + md5
        + "\r\nX-File-Mtime: 1700000000\r\nContent-Length: "
        + length
        + "\r\n\r\n"
        + text
        + "\r\n";
  }

  private HttpResponse<String> finish(String upload, String file, String... headers)
      throws Exception {
    String[] all = new String[headers.length + 2];
    all[0] = "Destination";
    all[1] = path(file);
    System.arraycopy(headers, 0, all, 2, headers.length);
    return raw("MOVE", UPLOADS + upload + "/.file", "", all);
  }

  private static String sha1(String text) throws Exception {
    return hex("SHA-1", text);
  }

  private static String md5(String text) throws Exception {
    return hex("MD5", text);
  }

  private static String hex(String algorithm, String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
