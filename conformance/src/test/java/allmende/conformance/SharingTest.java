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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Links, made and followed by curl as Nextcloud's manuals show it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharingTest {
  private static final Pattern TOKEN = Pattern.compile("<token>([0-9A-Za-z]+)</token>");
  private static final Pattern ID = Pattern.compile("<id>([0-9]+)</id>");

  private PackagedServer server;
  private Endpoint client;

  @BeforeAll
  void start() throws IOException {
    Programs.require("curl");
    server = PackagedServer.fresh();
    server.start();
    server.addPerson("anna", true);
    client = server.client("anna", "curl");
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
