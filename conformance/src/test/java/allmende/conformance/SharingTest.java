package allmende.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.packaged.Command;
import allmende.packaged.Dav;
import allmende.packaged.Endpoint;
import allmende.packaged.PackagedServer;
import allmende.packaged.Programs;
import allmende.packaged.SyncFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Links and shares, made and followed by curl as Nextcloud's manuals show it, and synced by its
/// client.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharingTest {
  private static final Pattern TOKEN = Pattern.compile("<token>([0-9A-Za-z]+)</token>");
  private static final Pattern ID = Pattern.compile("<id>([0-9]+)</id>");

  private PackagedServer server;
  private Endpoint client;
  private Endpoint colleague;

  @BeforeAll
  void start() throws IOException {
    Programs.require("curl");
    Programs.require("nextcloudcmd");
    server = PackagedServer.fresh();
    server.start();
    server.addPerson("anna", true);
    server.addPerson("ben", false);
    client = server.client("anna", "curl");
    colleague = server.client("ben", "nextcloudcmd");
    try (Dav dav = new Dav(client)) {
      dav.put("f.txt", "0123456789".getBytes(StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aLinkIsMadeFollowedChangedAndTakenBack() throws IOException {
    String made = api("-d", "path=/f.txt", "-d", "shareType=3");
    String link = server.origin() + "/public.php/dav/files/" + found(TOKEN, made) + "/";
    String id = found(ID, made);
    assertEquals("0123456789", curl("-f", link));
    assertEquals("234", curl("-f", "-r", "2-4", link));
    assertEquals("403", status("-T", "/dev/null", link));

    api("/" + id, "-X", "PUT", "-d", "password=korrektes+Pferd");
    assertEquals("401", status(link));
    assertEquals("401", status("-u", "anonymous:falsches Pferd", link));
    assertEquals("0123456789", curl("-f", "-u", "anonymous:korrektes Pferd", link));
    assertTrue(api("?path=/f.txt").contains("<share_type>3</share_type>"));

    api("/" + id, "-X", "DELETE");
    assertEquals("404", status("-u", "anonymous:korrektes Pferd", link));
    assertFalse(api("?path=/f.txt").contains("<share_type>"));
  }

  @Test
  void filesAreDroppedWithoutLookingIn() throws IOException {
    assertEquals("201", status("-u", person(), "-X", "MKCOL", client.url() + "box"));
    String made = api("-d", "path=/box", "-d", "shareType=3", "-d", "permissions=4");
    String link = server.origin() + "/public.php/dav/files/" + found(TOKEN, made);
    assertEquals("201", status("-X", "PUT", "-d", "one", link + "/a.txt"));
    assertEquals("201", status("-X", "PUT", "-d", "two", link + "/a.txt"));
    assertEquals("405", status(link + "/a.txt"));
    assertEquals("405", status("-X", "PROPFIND", link));
    assertEquals("one", curl("-f", "-u", person(), client.url() + "box/a.txt"));
    assertEquals("two", curl("-f", "-u", person(), client.url() + "box/a%20(2).txt"));
  }

  @Test
  void aColleagueSyncsWhatTheyReceiveBothWays(@TempDir Path folder) throws IOException {
    try (Dav dav = new Dav(client)) {
      dav.makeFolder("plans");
      dav.put("plans/ground.txt", "from Anna".getBytes(StandardCharsets.UTF_8));
    }
    String id =
        found(
            ID,
            api(
                "-d",
                "path=/plans",
                "-d",
                "shareType=0",
                "-d",
                "shareWith=ben",
                "-d",
                "permissions=31"));
    SyncFolder machine = new SyncFolder(colleague, "/", folder);
    TwoClients.synced(machine.sync());
    assertEquals("from Anna", Files.readString(machine.at("plans/ground.txt")));

    machine.write("plans/ground.txt", "from Ben").write("plans/new/first.txt", "first");
    TwoClients.synced(machine.sync());
    assertEquals("from Ben", curl("-f", "-u", person(), client.url() + "plans/ground.txt"));
    assertEquals("first", curl("-f", "-u", person(), client.url() + "plans/new/first.txt"));
    assertEquals("201", status("-u", person(), "-T", path("x"), client.url() + "plans/new/x.txt"));
    TwoClients.synced(machine.sync());
    assertTrue(Files.exists(machine.at("plans/new/x.txt")));

    // Who may only look writes nothing any more, and keeps their own as a conflict at the most.
    api("/" + id, "-X", "PUT", "-d", "permissions=1");
    machine.write("plans/ground.txt", "again from Ben, who may not");
    var _ = machine.sync();
    assertEquals("from Ben", curl("-f", "-u", person(), client.url() + "plans/ground.txt"));
    api("/" + id, "-X", "PUT", "-d", "permissions=15");
    var _ = machine.sync();

    // What it is called, and whether they have it, is Ben's affair.
    Files.move(machine.at("plans"), machine.at("Annas"));
    TwoClients.synced(machine.sync());
    assertEquals("200", status("-u", person(), client.url() + "plans/new/x.txt"));
    assertTrue(Files.exists(machine.at("Annas/new/x.txt")));
    api("/" + id, "-X", "DELETE");
    TwoClients.synced(machine.sync());
    assertFalse(Files.exists(machine.at("Annas/new/x.txt")));
    assertEquals("200", status("-u", person(), client.url() + "plans/new/x.txt"));
  }

  private static String path(String text) throws IOException {
    return Files.writeString(Files.createTempFile("allmende", ".txt"), text).toString();
  }

  private String api(String... words) throws IOException {
    String address = server.origin() + "/ocs/v2.php/apps/files_sharing/api/v1/shares";
    List<String> all = new ArrayList<>(List.of("-u", person(), "-H", "OCS-APIREQUEST: true"));
    List<String> rest = new ArrayList<>(List.of(words));
    boolean below = rest.getFirst().startsWith("/") || rest.getFirst().startsWith("?");
    all.add(below ? address + rest.removeFirst() : address);
    all.addAll(rest);
    return curl(all.toArray(String[]::new));
  }

  private String status(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("-o", "/dev/null", "-w", "%{http_code}"));
    all.addAll(List.of(words));
    return curl(all.toArray(String[]::new));
  }

  private static String curl(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("curl", "-s"));
    all.addAll(List.of(words));
    return Command.of(all.toArray(String[]::new)).run().require().output();
  }

  private String person() {
    return client.user() + ":" + client.password();
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertTrue(matcher.find(), text);
    return matcher.group(1);
  }
}
