package allmende.conformance;

import static allmende.conformance.TwoClients.synced;
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
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The everyday life of two machines with Nextcloud's stock client.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyncTest {
  private PackagedServer server;
  private Endpoint first;
  private Endpoint second;
  private TwoClients clients;

  @BeforeAll
  void start() throws IOException {
    Programs.require("nextcloudcmd");
    server = PackagedServer.fresh();
    server.start();
    server.addPerson("anna", true);
    first = server.client("anna", "one machine");
    second = server.client("anna", "another machine");
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void meet(TestInfo test, @TempDir Path folder) throws IOException {
    clients = TwoClients.of(first, second, test.getTestMethod().orElseThrow().getName(), folder);
  }

  @Test
  void filesAndFoldersAppear() throws IOException {
    clients.one().write("letter.txt", "Dear Berta");
    clients.one().write("a/b/c/deep.txt", "deep");
    clients.one().write("empty.txt", "");
    Files.createDirectories(clients.one().at("empty folder"));
    clients.sync().requireEqual();
    assertEquals("Dear Berta", Files.readString(clients.other().at("letter.txt")));
    assertTrue(Files.isDirectory(clients.other().at("empty folder")));
  }

  @Test
  void aFilesOwnTimeTravels() throws IOException {
    FileTime time = FileTime.from(Instant.parse("2019-05-04T03:02:01Z"));
    clients.one().write("old.txt", "old");
    Files.setLastModifiedTime(clients.one().at("old.txt"), time);
    clients.sync().requireEqual();
    assertEquals(time, Files.getLastModifiedTime(clients.other().at("old.txt")));
  }

  @Test
  void editsGoBothWays() throws IOException {
    clients.one().write("a/plan.txt", "first").write("b/list.txt", "first");
    clients.sync();
    clients.other().write("a/plan.txt", "second, and longer");
    clients.one().write("b/list.txt", "second, too");
    synced(clients.other().sync());
    synced(clients.one().sync());
    synced(clients.other().sync());
    clients.requireEqual();
    assertEquals("second, and longer", Files.readString(clients.one().at("a/plan.txt")));
    assertEquals("second, too", Files.readString(clients.other().at("b/list.txt")));
  }

  @Test
  void deletedFilesAndFoldersGo() throws IOException {
    clients.one().write("keep.txt", "keep").write("gone.txt", "gone").write("d/e/f.txt", "gone");
    clients.sync();
    Files.delete(clients.one().at("gone.txt"));
    PackagedServer.delete(clients.one().at("d"));
    clients.sync().requireEqual();
    assertEquals(List.of("keep.txt"), List.copyOf(clients.other().tree().keySet()));
  }

  @Test
  void renamesAndMovesAreNotSentAgain() throws IOException {
    byte[] large = random(3_000_000);
    clients.one().write("photos/2025/sea.jpg", large).write("photos/2025/hill.jpg", random(9));
    clients.one().write("notes.txt", "notes");
    clients.sync();
    Files.move(clients.one().at("notes.txt"), clients.one().at("remarks.txt"));
    Files.createDirectories(clients.one().at("archive"));
    Files.move(clients.one().at("photos/2025"), clients.one().at("archive/summer"));
    synced(clients.one().sync());
    Command.Outcome outcome = clients.other().sync();
    synced(outcome);
    clients.requireEqual();
    assertTrue(Files.exists(clients.other().at("archive/summer/sea.jpg")));
    assertFalse(Files.exists(clients.other().at("photos/2025")));
    // A move keeps the etag: the second machine moves its own files and fetches nothing.
    assertFalse(
        outcome.output().contains("OCC::PropagateDownloadFile"),
        () -> "fetched again:\n" + outcome.output());
  }

  @Test
  void aLargeFileGoesInChunks() throws IOException {
    byte[] content = random(25_000_000);
    clients.one().write("film.mp4", content);
    clients.sync().requireEqual();
    byte[] edited = random(26_000_000);
    clients.other().write("film.mp4", edited);
    synced(clients.other().sync());
    synced(clients.one().sync());
    clients.requireEqual();
    assertEquals(-1, Files.mismatch(clients.one().at("film.mp4"), clients.other().at("film.mp4")));
  }

  @Test
  void manySmallFilesAtOnce() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      byte[] content = new byte[random.nextInt(2_000)];
      random.nextBytes(content);
      clients.one().write("folder " + i % 7 + "/" + i + ".bin", content);
    }
    clients.sync().requireEqual();
    assertEquals(507, clients.other().tree().size());
  }

  @Test
  void twoEditsAtOnceKeepBoth() throws IOException {
    clients.one().write("plan.txt", "the plan");
    clients.sync();
    clients.one().write("plan.txt", "Anna's plan");
    clients.other().write("plan.txt", "Berta's longer plan");
    synced(clients.one().sync());
    synced(clients.other().sync());
    synced(clients.other().sync());
    String kept =
        clients.other().tree().keySet().stream()
            .filter(name -> name.startsWith("plan (conflicted copy "))
            .findFirst()
            .orElseThrow(() -> new AssertionError(clients.toString()));
    assertEquals("Anna's plan", Files.readString(clients.other().at("plan.txt")));
    assertEquals("Berta's longer plan", Files.readString(clients.other().at(kept)));
    // The server was not asked to forget either.
    synced(clients.one().sync());
    assertEquals("Anna's plan", Files.readString(clients.one().at("plan.txt")));
  }

  @Test
  void namesSurviveAsTheyAre() throws IOException {
    List<String> names =
        List.of(
            "50%.txt",
            "100%25 sure",
            "a;b",
            "a=b",
            "c+d",
            "#",
            "#1 of it",
            "&",
            "a&b.txt",
            "Größe.txt",
            "Scho\u0308n.txt",
            "日本語",
            "🎉 Fest 👩‍👩‍👧.txt",
            "'single'",
            "(round) [square] {curly}",
            "comma, semicolon; end",
            "~tilde",
            "$dollar@at!",
            "l" + "o".repeat(194) + "ng.md");
    for (String name : names) {
      clients.one().write(name, "content of " + name);
      clients
          .one()
          .write("in " + name + " folder/" + Character.toString(name.codePointAt(0)) + "x", name);
    }
    clients.sync().requireEqual();
    TreeSet<String> there = new TreeSet<>(clients.other().tree().keySet());
    assertTrue(there.containsAll(names), () -> "missing from " + there);
    for (String name : names) {
      assertEquals("content of " + name, Files.readString(clients.other().at(name)));
      Files.delete(clients.other().at(name));
    }
    synced(clients.other().sync());
    synced(clients.one().sync());
    clients.requireEqual();
    try (Stream<Path> left = Files.list(clients.one().at(""))) {
      assertEquals(0, left.filter(path -> names.contains(path.getFileName().toString())).count());
    }
  }

  @Test
  void aNameWithSpacesAtItsEndsIsKept() throws IOException {
    // The client refuses to send such a new name, but takes it from others.
    try (Dav dav = new Dav(first)) {
      assertEquals(201, dav.put(clients.remote() + "/ lead", new byte[] {1}).status());
      assertEquals(201, dav.put(clients.remote() + "/trail ", new byte[] {2}).status());
    }
    clients.sync().requireEqual();
    clients.one().write(" lead", "edited").write("trail ", "edited, too");
    clients.sync().requireEqual();
    assertEquals("edited", Files.readString(clients.other().at(" lead")));
    assertEquals("edited, too", Files.readString(clients.other().at("trail ")));
  }

  @Test
  void nothingToDoDoesNothing() throws IOException {
    clients.one().write("a/b.txt", "b");
    clients.sync();
    Command.Outcome outcome = clients.one().sync();
    synced(outcome);
    assertFalse(outcome.output().contains("PUT"), outcome.output());
    clients.requireEqual();
  }

  private static byte[] random(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }
}
