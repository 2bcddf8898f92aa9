package allmende.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.packaged.Command;
import allmende.packaged.Dav;
import allmende.packaged.Endpoint;
import allmende.packaged.PackagedServer;
import allmende.packaged.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// cadaver, the command line client of neon's author, by a script.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CadaverTest {
  private Path folder;
  private PackagedServer server;
  private Endpoint client;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Programs.require("cadaver");
    server = PackagedServer.fresh();
    server.start();
    server.addPerson("anna", true);
    client = server.client("anna", "cadaver");
    Files.writeString(
        folder.resolve(".netrc"),
        "machine 127.0.0.1 login %s password %s\n".formatted(client.user(), client.password()));
    Files.writeString(folder.resolve("letter.txt"), "Dear Berta");
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @Test
  void putsGetsAndMoves() throws IOException {
    String said =
        cadaver(
            """
            mkcol there
            put letter.txt there/letter.txt
            copy there/letter.txt there/copy.txt
            move there/letter.txt there/moved.txt
            cd there
            ls
            get moved.txt back.txt
            delete copy.txt
            """);
    assertTrue(said.contains("moved.txt"), said);
    assertFalse(said.contains("failed"), said);
    assertEquals("Dear Berta", Files.readString(folder.resolve("back.txt")));
    try (Dav dav = new Dav(client)) {
      assertEquals(404, dav.get("there/copy.txt").status());
      assertEquals(404, dav.get("there/letter.txt").status());
    }
  }

  @Test
  void aLockKeepsOthersOut() throws IOException {
    String said = cadaver("put letter.txt locked.txt\nlock locked.txt\ndiscover locked.txt\n");
    assertTrue(said.contains("Locking `locked.txt': succeeded"), said);
    assertTrue(said.contains("opaquelocktoken:") || said.contains("urn:uuid:"), said);
    try (Dav dav = new Dav(client)) {
      assertEquals(423, dav.put("locked.txt", new byte[1]).status());
      assertEquals(423, dav.delete("locked.txt").status());
      assertEquals("Dear Berta", dav.get("locked.txt").text());
    }
    said = cadaver("steal locked.txt\nunlock locked.txt\n");
    assertFalse(said.contains("failed"), said);
    try (Dav dav = new Dav(client)) {
      assertEquals(204, dav.put("locked.txt", new byte[1]).status());
    }
  }

  @Test
  void propertiesAreKept() throws IOException {
    String said =
        cadaver(
            """
            put letter.txt labelled.txt
            propset labelled.txt colour blue
            propget labelled.txt colour
            """);
    assertTrue(said.contains("blue"), said);
    said = cadaver("propdel labelled.txt colour\npropget labelled.txt colour\n");
    assertFalse(said.contains("blue"), said);
  }

  private String cadaver(String script) throws IOException {
    return Command.of("cadaver", client.url())
        .with("HOME", folder.toString())
        .with("LC_ALL", "C.UTF-8")
        .in(folder)
        .input(script + "quit\n")
        .run()
        .output();
  }
}
