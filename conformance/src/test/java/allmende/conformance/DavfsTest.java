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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// davfs2: a person's root as a mounted file system. Only root may mount, and only where the kernel
/// has FUSE: `scripts/test` leaves this class out elsewhere, and says so.
@Tag("davfs")
class DavfsTest {
  @Test
  void filesAreWrittenAndReadThroughTheMount(@TempDir Path folder) throws IOException {
    Programs.require("mount.davfs");
    try (PackagedServer server = PackagedServer.fresh()) {
      server.start();
      server.addPerson("anna", true);
      Endpoint client = server.client("anna", "davfs2");
      Path mount = Files.createDirectories(folder.resolve("mount"));
      mount(client, mount, folder);
      byte[] content = new byte[3_000_000];
      new Random(4).nextBytes(content);
      try {
        Files.createDirectories(mount.resolve("folder"));
        Files.write(mount.resolve("folder/Größe 1.bin"), content);
        Files.writeString(mount.resolve("gone.txt"), "gone");
        Files.delete(mount.resolve("gone.txt"));
        Files.writeString(mount.resolve("old.txt"), "text");
        Files.move(mount.resolve("old.txt"), mount.resolve("folder/new.txt"));
      } finally {
        // Waits until all is with the server.
        Command.of("umount", mount.toString()).run().require();
      }
      try (Dav dav = new Dav(client)) {
        assertEquals(Dav.sha256(content), Dav.sha256(dav.get("folder/Größe 1.bin").body()));
        assertEquals("text", dav.get("folder/new.txt").text());
        assertEquals(404, dav.get("old.txt").status());
        assertEquals(404, dav.get("gone.txt").status());
        dav.put("folder/from elsewhere.txt", "hello".getBytes(StandardCharsets.UTF_8));
      }
      mount(client, mount, folder);
      try {
        assertEquals("hello", Files.readString(mount.resolve("folder/from elsewhere.txt")));
        assertTrue(Files.exists(mount.resolve("folder/new.txt")));
        assertFalse(Files.exists(mount.resolve("gone.txt")));
      } finally {
        Command.of("umount", mount.toString()).run().require();
      }
    }
  }

  private static void mount(Endpoint client, Path mount, Path folder) throws IOException {
    Path secrets =
        Files.writeString(
            folder.resolve("secrets"),
            "%s %s %s\n".formatted(mount, client.user(), client.password()));
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
    Path configuration =
        Files.writeString(
            folder.resolve("davfs2.conf"),
            "secrets %s\nask_auth 0\ndelay_upload 0\n".formatted(secrets));
    Command.of("mount.davfs", "-o", "conf=" + configuration, client.url(), mount.toString())
        .run()
        .require();
  }
}
