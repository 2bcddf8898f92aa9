package allmende.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.packaged.Command;
import allmende.packaged.Dav;
import allmende.packaged.Endpoint;
import allmende.packaged.PackagedServer;
import allmende.packaged.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Ranges (RFC 9110 §14) and conditions (RFC 9110 §13), asked by curl.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CurlTest {
  private static final String TEXT = "0123456789abcdefghij";

  private PackagedServer server;
  private Endpoint client;
  private String etag;
  private String modified;

  @BeforeAll
  void start() throws IOException {
    Programs.require("curl");
    server = PackagedServer.fresh();
    server.start();
    server.addPerson("anna", true);
    client = server.client("anna", "curl");
    try (Dav dav = new Dav(client)) {
      dav.put("f.txt", TEXT.getBytes(StandardCharsets.UTF_8));
      dav.put("empty.txt", new byte[0]);
    }
    Said head = curl("f.txt", "-I");
    etag = head.header("etag").orElseThrow();
    modified = head.header("last-modified").orElseThrow();
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0-0,     206, bytes 0-0/20,   0",
    "5-9,     206, bytes 5-9/20,   56789",
    "15-,     206, bytes 15-19/20, fghij",
    "-3,      206, bytes 17-19/20, hij",
    "-99,     206, bytes 0-19/20,  0123456789abcdefghij",
    "18-99,   206, bytes 18-19/20, ij"
  })
  void aRangeIsAnsweredInPart(String range, int status, String contentRange, String body)
      throws IOException {
    Said said = curl("f.txt", "-H", "Range: bytes=" + range);
    assertEquals(status, said.status(), said::toString);
    assertEquals(Optional.of(contentRange), said.header("content-range"));
    assertEquals(body, said.body());
    assertEquals(Optional.of(etag), said.header("etag"));
  }

  @ParameterizedTest
  @CsvSource({"f.txt, 20-", "f.txt, 99-100", "f.txt, -0", "empty.txt, 0-"})
  void aRangeBeyondTheEndIsRefused(String file, String range) throws IOException {
    Said said = curl(file, "-H", "Range: bytes=" + range);
    assertEquals(416, said.status(), said::toString);
    assertEquals(
        Optional.of("bytes */" + (file.equals("f.txt") ? 20 : 0)), said.header("content-range"));
  }

  @ParameterizedTest
  @CsvSource({"bytes=9-5", "bytes=a-b", "lines=1-2", "bytes=", "bytes 0-1"})
  void aRangeThatIsNoneIsIgnored(String range) throws IOException {
    Said said = curl("f.txt", "-H", "Range: " + range);
    assertEquals(200, said.status(), said::toString);
    assertEquals(TEXT, said.body());
  }

  @Test
  void ifRangeTakesThePartOnlyOfTheSameFile() throws IOException {
    Said same = curl("f.txt", "-H", "Range: bytes=0-4", "-H", "If-Range: " + etag);
    assertEquals(206, same.status(), same::toString);
    Said other = curl("f.txt", "-H", "Range: bytes=0-4", "-H", "If-Range: \"another\"");
    assertEquals(200, other.status(), other::toString);
    assertEquals(TEXT, other.body());
    Said weak = curl("f.txt", "-H", "Range: bytes=0-4", "-H", "If-Range: W/" + etag);
    assertEquals(200, weak.status(), weak::toString);
  }

  @Test
  void anInterruptedDownloadGoesOn(@TempDir Path folder) throws IOException {
    Path half = Files.writeString(folder.resolve("half.txt"), TEXT.substring(0, 7));
    String person = client.user() + ":" + client.password();
    Command.of(
            "curl",
            "-s",
            "-f",
            "-u",
            person,
            "-C",
            "-",
            "-o",
            half.toString(),
            client.url() + "f.txt")
        .run()
        .require();
    assertEquals(TEXT, Files.readString(half));
  }

  @Test
  void whatTheClientHasIsNotSentAgain() throws IOException {
    for (String condition :
        List.of(
            "If-None-Match: " + etag,
            "If-None-Match: \"x\", W/" + etag,
            "If-None-Match: *",
            "If-Modified-Since: " + modified)) {
      Said said = curl("f.txt", "-H", condition);
      assertEquals(304, said.status(), condition + "\n" + said);
      assertEquals("", said.body());
      assertEquals(Optional.of(etag), said.header("etag"), condition);
    }
    for (String condition :
        List.of(
            "If-None-Match: \"x\"",
            "If-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT",
            "If-Modified-Since: not a date")) {
      assertEquals(200, curl("f.txt", "-H", condition).status(), condition);
    }
    // If-None-Match goes before If-Modified-Since (RFC 9110 §13.2.2).
    Said both = curl("f.txt", "-H", "If-None-Match: \"x\"", "-H", "If-Modified-Since: " + modified);
    assertEquals(200, both.status(), both::toString);
  }

  @Test
  void aReadMayBeConditional() throws IOException {
    assertEquals(200, curl("f.txt", "-H", "If-Match: " + etag).status());
    assertEquals(200, curl("f.txt", "-H", "If-Match: *").status());
    assertEquals(412, curl("f.txt", "-H", "If-Match: \"x\"").status());
    // One marked weak has met a compressing proxy on its way out; it counts.
    assertEquals(200, curl("f.txt", "-H", "If-Match: W/" + etag).status());
    assertEquals(200, curl("f.txt", "-H", "If-Unmodified-Since: " + modified).status());
    assertEquals(
        412, curl("f.txt", "-H", "If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT").status());
  }

  @Test
  void aWriteMayBeConditional() throws IOException {
    assertEquals(412, write("w.txt", "If-Match: *").status());
    assertEquals(412, write("w.txt", "If-Match: " + etag).status());
    assertEquals(404, curl("w.txt").status(), "a refused write leaves nothing");
    Said made = write("w.txt", "If-None-Match: *");
    assertEquals(201, made.status(), made::toString);
    String made1 = made.header("etag").orElseThrow();
    assertEquals(412, write("w.txt", "If-None-Match: *").status());
    assertEquals(412, write("w.txt", "If-None-Match: " + made1).status());
    assertEquals(412, write("w.txt", "If-Match: \"x\"").status());
    assertEquals(Optional.of(made1), curl("w.txt", "-I").header("etag"), "nothing was written");
    Said written = write("w.txt", "If-Match: \"x\", " + made1);
    assertEquals(204, written.status(), written::toString);
    String made2 = written.header("etag").orElseThrow();
    assertEquals(412, curl("w.txt", "-X", "DELETE", "-H", "If-Match: " + made1).status());
    assertEquals(200, curl("w.txt").status());
    assertEquals(204, curl("w.txt", "-X", "DELETE", "-H", "If-Match: " + made2).status());
    assertEquals(404, curl("w.txt").status());
  }

  @Test
  void headSaysWhatGetWould() throws IOException {
    Said head = curl("f.txt", "-I");
    Said get = curl("f.txt");
    for (String name : List.of("etag", "last-modified", "content-type", "content-length")) {
      assertEquals(get.header(name), head.header(name), name);
    }
    assertEquals("", head.body());
  }

  @Test
  void aWrongPasswordIsRefusedAndAskedFor() throws IOException {
    Said said = curl("f.txt", "-u", client.user() + ":wrong");
    assertEquals(401, said.status(), said::toString);
    assertTrue(said.header("www-authenticate").orElse("").startsWith("Basic realm="));
  }

  private Said write(String file, String condition) throws IOException {
    return curl(file, "-X", "PUT", "--data-binary", "text", "-H", condition);
  }

  private Said curl(String file, String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("curl", "-s", "-i"));
    words.addAll(List.of("-u", client.user() + ":" + client.password()));
    words.addAll(List.of(options));
    words.add(client.url() + file);
    return Said.of(Command.of(words).run().require().output());
  }

  /// What curl received.
  private record Said(int status, List<String> headers, String body) {
    static Said of(String output) {
      int end = output.indexOf("\r\n\r\n");
      if (end < 0) {
        return new Said(0, List.of(), output);
      }
      List<String> lines = output.substring(0, end).lines().toList();
      int status = Integer.parseInt(lines.getFirst().split(" ")[1]);
      String rest = output.substring(end + 4);
      return status == 100 ? of(rest) : new Said(status, lines.subList(1, lines.size()), rest);
    }

    Optional<String> header(String name) {
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).trim())
          .findFirst();
    }
  }
}
