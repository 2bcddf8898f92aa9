package allmende.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.packaged.Command;
import allmende.packaged.Endpoint;
import allmende.packaged.PackagedServer;
import allmende.packaged.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// rclone, as people use it against Nextcloud.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RcloneTest {
  private Path folder;
  private PackagedServer server;
  private Path configuration;
  private Path local;
  private String remote;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Programs.require("rclone");
    server = PackagedServer.fresh();
    server.start();
    server.addPerson("anna", true);
    Endpoint client = server.client("anna", "rclone");
    String hidden =
        Command.of("rclone", "obscure", client.password()).run().require().output().trim();
    configuration =
        Files.writeString(
            folder.resolve("rclone.conf"),
            """
            [cloud]
            type = webdav
            url = %s
            vendor = nextcloud
            user = %s
            pass = %s
            """
                .formatted(client.url(), client.user(), hidden));
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void files(TestInfo test) throws IOException {
    String name = test.getTestMethod().orElseThrow().getName();
    remote = "cloud:" + name;
    local = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(local.resolve("sub/Über uns"));
    Files.writeString(local.resolve("a.txt"), "a");
    Files.writeString(local.resolve("50% + #1 & more.txt"), "signs");
    Files.writeString(local.resolve("sub/Über uns/Größe.txt"), "umlauts");
    byte[] large = new byte[12_000_000];
    new Random(1).nextBytes(large);
    Files.write(local.resolve("sub/large.bin"), large);
    rclone("copy", local.toString(), remote).require();
  }

  @Test
  void whatWasCopiedIsThere() throws IOException {
    rclone("check", local.toString(), remote).require();
    rclone("check", "--download", local.toString(), remote).require();
    rclone("copy", remote, folder.resolve("back").toString()).require();
    Command.of("diff", "-r", local.toString(), folder.resolve("back").toString()).run().require();
  }

  @Test
  void copyingAgainSendsNothing() throws IOException {
    Command.Outcome again = rclone("copy", "-v", local.toString(), remote).require();
    assertTrue(again.output().contains("There was nothing to transfer"), again::toString);
  }

  @Test
  void hashesAreAnswered() throws Exception {
    String sum = rclone("hashsum", "sha1", remote + "/a.txt").require().output();
    byte[] expected = MessageDigest.getInstance("SHA-1").digest(new byte[] {'a'});
    assertTrue(sum.contains(HexFormat.of().formatHex(expected)), sum);
  }

  @Test
  void movesHappenOnTheServer() throws IOException {
    rclone("moveto", remote + "/a.txt", remote + "/sub/b.txt").require();
    rclone("moveto", remote + "/sub", remote + "/renamed").require();
    String list = rclone("lsf", "-R", remote).require().output();
    assertTrue(list.contains("renamed/b.txt"), list);
    assertTrue(list.contains("renamed/large.bin"), list);
    assertFalse(list.contains("a.txt"), list);
    assertFalse(list.contains("sub/"), list);
  }

  @Test
  void syncRemovesWhatIsGone() throws IOException {
    Files.delete(local.resolve("a.txt"));
    Files.writeString(local.resolve("new.txt"), "new");
    rclone("sync", local.toString(), remote).require();
    rclone("check", "--download", local.toString(), remote).require();
    assertFalse(rclone("lsf", remote).require().output().contains("a.txt"));
  }

  @Test
  void purgeLeavesNothing() throws IOException {
    rclone("purge", remote).require();
    Command.Outcome list = rclone("lsf", remote);
    assertTrue(list.output().contains("directory not found"), list::toString);
  }

  @Test
  void roomIsTold() throws IOException {
    Command.Outcome about = rclone("about", "cloud:").require();
    assertTrue(about.output().contains("Used:"), about::toString);
    assertEquals(0, about.status());
  }

  private Command.Outcome rclone(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("rclone", "--config", configuration.toString()));
    all.addAll(List.of("--retries", "1", "--low-level-retries", "1"));
    all.addAll(List.of(words));
    return Command.of(all).with("LC_ALL", "C.UTF-8").run();
  }
}
