package allmende.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.packaged.Command;
import allmende.packaged.PackagedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an administrator types, and what they are told when it does not work: one sentence each.
class CommandLineTest {
  /// Through a shell, whose escapes do not depend on the locale of these tests.
  private static Command.Outcome typed(String command, Path data) throws IOException {
    return Command.of("bash", "-c", "./allmende " + command + " --data \"$DATA\"")
        .in(Path.of("..").toAbsolutePath().normalize())
        .with("DATA", data.toString())
        .with("LC_ALL", "C")
        .with("LANG", "C")
        .run();
  }

  @Test
  void umlautsArriveWhateverTheLocale(@TempDir Path folder) throws IOException {
    Path data = folder.resolve("data");
    String chamber = "$'K\\xc3\\xa4mmerei'";
    typed("group add " + chamber, data).require();
    String listed = typed("group list", data).require().output();
    assertEquals("K\u00e4mmerei", listed.lines().reduce((_, last) -> last).orElse(""));
    typed("group rename " + chamber + " $'B\\xc3\\xbcrgerb\\xc3\\xbcro'", data).require();
    assertTrue(typed("group list", data).output().contains("B\u00fcrgerb\u00fcro"));
  }

  @Test
  void whatKeepsItFromStartingIsOneSentence(@TempDir Path folder) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String place = "127.0.0.1:" + taken.getLocalPort();
      refused("up --listen " + place, folder.resolve("data"), "another program listens there");
    }
    Path file = Files.createFile(folder.resolve("file"));
    refused("up", file, "cannot be used");
    refused("up", Path.of("/proc/none"), "cannot be made");
    Path settings = Files.createDirectories(folder.resolve("settings"));
    Files.writeString(settings.resolve("allmende.conf"), "http.lissen = x");
    refused("up", settings, "There is no setting 'http.lissen'");
    Files.writeString(
        settings.resolve("allmende.conf"), "database.url = \"jdbc:postgresql://127.0.0.1:1/x\"");
    refused("up", settings, "The database cannot be reached");
  }

  private static void refused(String command, Path data, String why) throws IOException {
    Command.Outcome outcome = typed(command, data);
    assertEquals(1, outcome.status(), outcome::toString);
    assertTrue(outcome.output().contains(why), outcome::toString);
    assertFalse(outcome.output().contains("\tat "), outcome::toString);
  }

  @Test
  void theServerTellsAndTakesTheSameNames() throws IOException {
    try (PackagedServer server = PackagedServer.fresh()) {
      server.start();
      server.addPerson("anna", false);
      server.command("group", "add", "Bauamt").run().require();
      server.command("group", "join", "Bauamt", "anna").run().require();
      assertTrue(
          server.command("group", "members", "Bauamt").run().require().output().endsWith("anna\n"));
      server.command("user", "quota", "anna", "20GiB").run().require();
      assertTrue(
          server
              .command("user", "quota", "anna")
              .run()
              .require()
              .output()
              .endsWith("0 bytes of 21474836480\n"));
    }
  }
}
