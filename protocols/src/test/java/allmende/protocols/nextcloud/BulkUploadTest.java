package allmende.protocols.nextcloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BulkUploadTest {
  private static final String BOUNDARY = "boundary_.oOo._aB/c+d==";
  private static final String TYPE = "multipart/related; boundary=\"" + BOUNDARY + "\"";
  private static final String MD5 = "X-File-MD5: " + "0".repeat(32) + "\r\n";

  @Test
  void filesAsTheDesktopClientSendsThem() throws Exception {
    var upload =
        upload(
            part("/a.txt", "hello", "X-File-Mtime: 1700000000\r\n")
                + part("/\u00fc/b", "", "")
                + end());
    BulkUpload.Part first = upload.next().orElseThrow();
    assertEquals("/a.txt", first.path());
    assertEquals(5, first.length());
    assertEquals("1700000000", first.mtime());
    assertEquals(OcChecksum.Type.MD5, first.checksums().getFirst().type());
    assertEquals("hello", new String(first.content().readAllBytes(), UTF_8));
    BulkUpload.Part second = upload.next().orElseThrow();
    assertEquals("/\u00fc/b", second.path());
    assertNull(second.mtime());
    assertEquals(-1, second.content().read());
    assertEquals(Optional.empty(), upload.next());
    assertEquals(Optional.empty(), upload.next());
  }

  @Test
  void aNameMayEndInASpace() throws Exception {
    assertEquals("/a ", upload(part("/a ", "x", "") + end()).next().orElseThrow().path());
  }

  @Test
  void contentMayLookLikeABoundary() throws Exception {
    String content =
        "\r\n--" + BOUNDARY + "\r\nContent-Length: 1\r\n\r\nx\r\n--" + BOUNDARY + "--\r\n";
    var upload = upload(part("/a", content, "") + part("/b", "2", "") + end());
    assertEquals(content, new String(upload.next().orElseThrow().content().readAllBytes(), UTF_8));
    assertEquals("/b", upload.next().orElseThrow().path());
  }

  @Test
  void aPartNeedNotBeRead() throws Exception {
    var upload = upload(part("/a", "x".repeat(50_000), "") + part("/b", "2", "") + end());
    assertEquals('x', upload.next().orElseThrow().content().read());
    assertEquals("/b", upload.next().orElseThrow().path());
    assertTrue(upload.next().isEmpty());
  }

  @Test
  void ocChecksumAndOcMtimeServeToo() throws Exception {
    String headers =
        "content-length:1\r\noc-checksum: SHA256:"
            + "a".repeat(64)
            + "\r\nx-oc-mtime: 9\r\nx-file-path: /a\r\n\r\n";
    BulkUpload.Part part =
        upload("--" + BOUNDARY + "  \r\n" + headers + "z\r\n" + end()).next().orElseThrow();
    assertEquals("9", part.mtime());
    assertEquals(OcChecksum.Type.SHA256, part.checksums().getFirst().type());
  }

  @Test
  void aLieAboutTheLengthShowsBeforeTheEndOfThePart() throws Exception {
    for (int claimed : new int[] {0, 4, 6, 100}) {
      String body =
          "--"
              + BOUNDARY
              + "\r\nContent-Length: "
              + claimed
              + "\r\n"
              + MD5
              + "X-File-Path: /a\r\n\r\nhello\r\n"
              + end();
      InputStream content = upload(body).next().orElseThrow().content();
      assertThrows(MalformedMultipart.class, content::readAllBytes, "claimed " + claimed);
    }
  }

  @Test
  void everyTruncationIsNoticed() {
    String body = part("/a", "hello", "") + part("/b", "x", "") + end();
    // The line break after the closing boundary is the one thing that may be missing.
    int needed = body.length() - 2;
    for (int length = 0; length < needed; length++) {
      String cut = body.substring(0, length);
      assertThrows(MalformedMultipart.class, () -> drain(upload(cut)), cut);
    }
  }

  @Test
  void brokenPartsAreRefused() {
    String length = "Content-Length: 1\r\n";
    String path = "X-File-Path: /a\r\n";
    for (String headers :
        List.of(
            MD5 + path,
            length + path,
            length + MD5,
            "Content-Length: -1\r\n" + MD5 + path,
            "Content-Length: 1x\r\n" + MD5 + path,
            "Content-Length: 99999999999999999999\r\n" + MD5 + path,
            "Content-Length: 2000000000\r\n" + MD5 + path,
            length + length + MD5 + path,
            length + MD5 + path + path,
            length + MD5 + path + "no colon\r\n",
            length + MD5 + path + ": x\r\n",
            length + MD5 + "X-File-Path:\r\n",
            length + MD5 + "X-File-Path: a\0b\r\n",
            length + "X-File-MD5: 12\r\n" + path,
            length + MD5 + path + "X: " + "y".repeat(20_000) + "\r\n",
            length + MD5 + path + "X: y\n",
            length + "OC-Checksum: NEW:1\r\n" + path)) {
      assertThrows(
          MalformedMultipart.class,
          () -> drain(upload("--" + BOUNDARY + "\r\n" + headers + "\r\nz\r\n" + end())),
          headers);
    }
  }

  @Test
  void aPathMustBeUtf8() {
    byte[] body =
        ("--"
                + BOUNDARY
                + "\r\nContent-Length: 0\r\n"
                + MD5
                + "X-File-Path: /?\r\n\r\n\r\n"
                + end())
            .getBytes(UTF_8);
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '?') {
        body[i] = (byte) 0xFF;
      }
    }
    assertThrows(
        MalformedMultipart.class,
        () ->
            drain(new BulkUpload(TYPE, new ByteArrayInputStream(body), BulkUpload.Limits.DEFAULT)));
  }

  @Test
  void theNumberOfPartsIsLimited() throws Exception {
    var limits = new BulkUpload.Limits(2, 1_000, 10);
    String two = part("/a", "1", "") + part("/b", "2", "");
    assertEquals(List.of("/a=1", "/b=2"), drain(upload(two + end(), limits)));
    assertThrows(
        MalformedMultipart.class, () -> drain(upload(two + part("/c", "3", "") + end(), limits)));
    assertThrows(
        MalformedMultipart.class,
        () -> drain(upload(part("/a", "x".repeat(11), "") + end(), limits)));
  }

  @Test
  void boundariesInEverySpelling() throws Exception {
    for (String type :
        List.of(
            TYPE,
            "multipart/related; boundary=" + BOUNDARY,
            "Multipart/Related;type=a/b; BOUNDARY = \"" + BOUNDARY + "\" ; start=x")) {
      assertTrue(
          new BulkUpload(type, in("--" + BOUNDARY + "--\r\n"), BulkUpload.Limits.DEFAULT)
              .next()
              .isEmpty(),
          type);
    }
    for (String bad :
        List.of(
            "",
            "multipart/related",
            "multipart/form-data; boundary=a",
            "multipart/related; boundary=",
            "multipart/related; boundary=\"\"",
            "multipart/related; boundary=\"a",
            "multipart/related; boundary=" + "a".repeat(71),
            "multipart/related; boundary=a\u00fc",
            "multipart/related; boundary=\"a \"",
            "multipart/related; b\u0000undary=a",
            "multipart/related; boundary=" + " ".repeat(100_000) + "\"")) {
      assertThrows(
          MalformedMultipart.class,
          () -> new BulkUpload(bad, in(""), BulkUpload.Limits.DEFAULT),
          bad);
    }
  }

  @Test
  void randomFilesComeBackWhateverTheReadSizes() throws Exception {
    var random = new Random(11);
    for (int round = 0; round < 100; round++) {
      var body = new StringBuilder();
      List<String> expected = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        String content =
            ("\r\n--" + BOUNDARY.substring(0, random.nextInt(20))).repeat(random.nextInt(1_000));
        body.append(part("/f" + i, content, ""));
        expected.add("/f" + i + "=" + content);
      }
      var trickle =
          new FilterInputStream(in(body + end())) {
            @Override
            public int read(byte[] to, int off, int len) throws IOException {
              return super.read(to, off, Math.min(len, 1 + random.nextInt(700)));
            }
          };
      assertEquals(expected, drain(new BulkUpload(TYPE, trickle, BulkUpload.Limits.DEFAULT)));
    }
  }

  @Test
  void aBrokenConnectionStaysWhatItIs() throws Exception {
    var broken = new IOException("gone");
    var in =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw broken;
          }

          @Override
          public int read(byte[] to, int off, int len) throws IOException {
            throw broken;
          }
        };
    var upload = new BulkUpload(TYPE, in, BulkUpload.Limits.DEFAULT);
    assertSame(broken, assertThrows(IOException.class, upload::next));
  }

  @Test
  void survivesDamage() {
    Fuzz.bytes(
        List.of(part("/a", "hello", "") + part("/b", "", "X-File-Mtime: 1\r\n") + end()),
        List.of(MalformedMultipart.class),
        bytes ->
            drain(
                new BulkUpload(TYPE, new ByteArrayInputStream(bytes), BulkUpload.Limits.DEFAULT)));
    Fuzz.text(
        List.of(TYPE),
        List.of(MalformedMultipart.class),
        type -> new BulkUpload(type, in(""), BulkUpload.Limits.DEFAULT));
  }

  private static List<String> drain(BulkUpload upload) throws IOException {
    List<String> files = new ArrayList<>();
    for (var part = upload.next(); part.isPresent(); part = upload.next()) {
      files.add(part.get().path() + "=" + new String(part.get().content().readAllBytes(), UTF_8));
    }
    return files;
  }

  private static String part(String path, String content, String more) {
    return "--"
        + BOUNDARY
        + "\r\nContent-Length: "
        + content.getBytes(UTF_8).length
        + "\r\nContent-Type: application/octet-stream\r\n"
        + MD5
        + more
        + "X-File-Path: "
        + path
        + "\r\n\r\n"
        + content
        + "\r\n";
  }

  private static String end() {
    return "--" + BOUNDARY + "--\r\n";
  }

  private static BulkUpload upload(String body) throws IOException {
    return upload(body, BulkUpload.Limits.DEFAULT);
  }

  private static BulkUpload upload(String body, BulkUpload.Limits limits) throws IOException {
    return new BulkUpload(TYPE, in(body), limits);
  }

  private static InputStream in(String body) {
    return new ByteArrayInputStream(body.getBytes(UTF_8));
  }
}
