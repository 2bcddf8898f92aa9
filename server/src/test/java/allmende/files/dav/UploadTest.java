package allmende.files.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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
  void chunksBesideTheirFileMakeIt() throws Exception {
    send("MKCOL", "old", "");
    String[] facts = {
      "OC-Chunked", "1", "OC-Total-Length", "8", "OC-Chunk-Size", "3", "X-OC-Mtime", "1700000000"
    };
    String name = "old/b%20%C3%BC.bin-chunking-4711-3-";
    for (String other : List.of("0", "1")) {
      HttpResponse<String> part =
          send("PUT", name + other, other.equals("0") ? "abc" : "def", facts);
      assertEquals(201, part.statusCode(), part.body());
      assertTrue(part.headers().firstValue("ETag").isEmpty(), "an etag ends the upload");
      assertTrue(part.headers().firstValue("OC-FileId").isEmpty());
    }
    assertEquals(404, send("GET", "old/b%20%C3%BC.bin", "").statusCode());
    assertFalse(propfind("old", "1").body().contains("chunking"));
    HttpResponse<String> done =
        send("PUT", name + "2", "gh", with(facts, "SHA1:" + sha1("abcdefgh")));
    assertEquals(201, done.statusCode(), done.body());
    HttpResponse<String> file = send("GET", "old/b%20%C3%BC.bin", "");
    assertEquals("abcdefgh", file.body());
    assertEquals(file.headers().firstValue("ETag"), done.headers().firstValue("ETag"));
    assertEquals("accepted", done.headers().firstValue("X-OC-MTime").orElseThrow());
    assertTrue(done.headers().firstValue("OC-FileId").isPresent());
    int left =
        house.jdbi.withHandle(handle ->
            handle.createQuery("select count(*) from files.upload").mapTo(Integer.class).one());
    assertEquals(0, left);
  }

  private static String[] with(String[] facts, String checksum) {
    List<String> all = new ArrayList<>(List.of(facts));
    all.addAll(List.of("OC-Checksum", checksum));
    return all.toArray(String[]::new);
  }

  @Test
  void chunksBesideTheirFileInAnyOrderAndTwice() throws Exception {
    put("a.bin", "old");
    String stale = etag("a.bin");
    for (String index : List.of("2", "0", "0")) {
      assertEquals(
          201,
          send("PUT", "a.bin-chunking-1-3-" + index, "x" + index, "OC-Chunked", "1").statusCode());
    }
    // Another transfer of the same file is another upload.
    send("PUT", "a.bin-chunking-2-3-1", "y1", "OC-Chunked", "1");
    assertEquals("old", send("GET", "a.bin", "").body());
    put("a.bin", "meanwhile");
    String last = "a.bin-chunking-1-3-1";
    assertEquals(412, send("PUT", last, "x1", "OC-Chunked", "1", "If-Match", stale).statusCode());
    assertEquals("meanwhile", send("GET", "a.bin", "").body());
    assertEquals(204, send("PUT", last, "x1", "OC-Chunked", "1").statusCode());
    assertEquals("x0x1x2", send("GET", "a.bin", "").body());
  }

  @Test
  void chunksBesideTheirFileThatCannotBeMakeNothing() throws Exception {
    assertEquals(400, send("PUT", "a.bin", "x", "OC-Chunked", "1").statusCode());
    assertEquals(400, send("PUT", "a.bin-chunking-1-2-2", "x", "OC-Chunked", "1").statusCode());
    assertEquals(400, send("PUT", "", "x", "OC-Chunked", "1").statusCode());
    assertEquals(
        409, send("PUT", "none/a.bin-chunking-1-1-0", "x", "OC-Chunked", "1").statusCode());
    assertEquals(
        400,
        send("PUT", "a.bin-chunking-1-1-0", "x", "OC-Chunked", "1", "OC-Total-Length", "2")
            .statusCode());
    assertEquals(
        400,
        send(
                "PUT",
                "a.bin-chunking-1-1-0",
                "x",
                "OC-Chunked",
                "1",
                "OC-Checksum",
                "SHA1:" + sha1("y"))
            .statusCode());
    assertEquals(404, send("GET", "a.bin", "").statusCode());
    // Without the header the name is a name.
    assertEquals(201, send("PUT", "a.bin-chunking-1-2-0", "x").statusCode());
    assertEquals("x", send("GET", "a.bin-chunking-1-2-0", "").body());
  }

  @Test
  void theLastTwoChunksAtOnceMakeTheFileOnce() throws Exception {
    for (int round = 0; round < 20; round++) {
      String file = "r" + round + ".bin";
      var both =
          List.of("0", "1").stream()
              .map(index ->
                  client.sendAsync(
                      java.net.http.HttpRequest.newBuilder(
                              server.uri().resolve(path(file + "-chunking-7-2-" + index)))
                          .header("Authorization", authorization)
                          .header("OC-Chunked", "1")
                          .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(index))
                          .build(),
                      HttpResponse.BodyHandlers.ofString()))
              .toList();
      long finished = 0;
      for (var one : both) {
        assertEquals(201, one.get().statusCode());
        finished += one.get().headers().firstValue("ETag").isPresent() ? 1 : 0;
      }
      assertEquals(1, finished);
      assertEquals("01", send("GET", file, "").body());
    }
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
