package allmende.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.packaged.Answer;
import allmende.packaged.Command;
import allmende.packaged.Dav;
import allmende.packaged.Endpoint;
import allmende.packaged.PackagedServer;
import allmende.packaged.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A disk that is really full: a part of the data folder is a small file system in memory. Only
/// root may mount one: `scripts/test` leaves this class out elsewhere, and says so.
@Tag("full-disk")
class FullDiskTest {
  private static final int MEGABYTE = 1 << 20;

  @Test
  void aFileThatFindsNoRoomIsRefusedAndTheServerGoesOn() throws IOException {
    try (PackagedServer server = PackagedServer.fresh();
        SmallDisk disk = SmallDisk.at(server.data().resolve("blobs"), "4m")) {
      server.start();
      server.addPerson("anna", true);
      Endpoint client = server.client("anna", "full disk");
      byte[] kept = bytes(1, MEGABYTE);
      byte[] large = bytes(2, 7 * MEGABYTE / 2);
      try (Dav dav = new Dav(client)) {
        assertEquals(201, dav.put("kept.bin", kept).status());
        SortedMap<String, String> before = dav.tree("");
        Answer refused = dav.put("large.bin", large);
        assertEquals(507, refused.status(), refused::toString);
        assertTrue(refused.text().contains("InsufficientStorage"), refused::toString);
        assertEquals(507, dav.put("kept.bin", large).status());
        String upload = "/remote.php/dav/uploads/anna/1";
        assertEquals(201, dav.ask(Request.of("MKCOL", upload)).status());
        assertEquals(507, dav.ask(Request.of("PUT", upload + "/1").body(large)).status());
        assertEquals(404, dav.get("large.bin").status());
        assertEquals(before, dav.tree(""));
        // What was half-done has gone, and its room is there again.
        assertEquals(201, dav.put("small.txt", bytes(3, 10_000)).status());
        assertArrayEquals(kept, dav.get("kept.bin").body());
        disk.grow("16m");
        assertEquals(201, dav.put("large.bin", large).status());
        assertArrayEquals(large, dav.get("large.bin").body());
        assertEquals(201, dav.ask(Request.of("PUT", upload + "/1").body(large)).status());
      }
      server.command("fsck").run().require();
      server.stop();
    }
  }

  @Test
  void aDatabaseThatFindsNoRoomLosesNothingAndGoesOn() throws Exception {
    try (PackagedServer server = PackagedServer.fresh();
        SmallDisk disk = SmallDisk.at(server.data().resolve("postgres"), "400m")) {
      server.start();
      server.addPerson("anna", true);
      Endpoint client = server.client("anna", "full disk");
      SortedMap<String, String> acknowledged = new TreeMap<>();
      try (Dav dav = new Dav(client)) {
        disk.fill();
        int refused = 0;
        for (int i = 0; i < 20_000 && refused < 20; i++) {
          byte[] content = bytes(i, 10);
          // A long name takes the database's room sooner.
          String name = "n".repeat(200) + i;
          Answer answer = dav.put(name, content);
          if (answer.ok()) {
            acknowledged.put(name, Dav.sha256(content));
          } else {
            refused++;
            // 503 when it was the journal that found no room: PostgreSQL starts again then.
            assertTrue(answer.status() == 507 || answer.status() == 503, answer::toString);
          }
        }
        assertNotEquals(0, refused, "the disk was never full");
        disk.empty();
        int status = 0;
        for (int i = 0; i < 120 && status != 201; i++) {
          Thread.sleep(500);
          status = dav.put("after.txt", "after".getBytes(StandardCharsets.UTF_8)).status();
        }
        assertEquals(201, status, "it has recovered by itself");
        acknowledged.put("after.txt", Dav.sha256("after".getBytes(StandardCharsets.UTF_8)));
        assertEquals(acknowledged, dav.tree(""));
      }
      server.command("fsck").run().require();
      server.stop();
    }
  }

  private static byte[] bytes(long seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// A file system of a few megabytes, in memory.
  private record SmallDisk(Path folder) implements AutoCloseable {
    static SmallDisk at(Path folder, String size) throws IOException {
      Files.createDirectories(folder);
      Command.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString())
          .run()
          .require();
      return new SmallDisk(folder);
    }

    void grow(String size) throws IOException {
      Command.of("mount", "-o", "remount,size=" + size, folder.toString()).run().require();
    }

    /// Takes all the room that is left.
    void fill() throws IOException {
      byte[] piece = new byte[MEGABYTE];
      try (OutputStream out = Files.newOutputStream(folder.resolve("ballast"))) {
        while (true) {
          out.write(piece);
        }
      } catch (IOException full) {
        // That is what it is for.
      }
    }

    /// Gives it back.
    void empty() throws IOException {
      Files.delete(folder.resolve("ballast"));
    }

    @Override
    public void close() throws IOException {
      // Lazily: a database that a failed test left there goes after this.
      Command.of("umount", "-l", folder.toString()).run().require();
    }
  }
}
