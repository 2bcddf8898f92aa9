package allmende.files.dav;

import allmende.TestDatabase;
import allmende.files.Arrange;
import allmende.files.Browse;
import allmende.files.Files;
import allmende.files.Links;
import allmende.files.Locks;
import allmende.files.Properties;
import allmende.files.Remembered;
import allmende.files.Search;
import allmende.files.Trash;
import allmende.files.Tree;
import allmende.files.Uploads;
import allmende.files.Versions;
import allmende.files.Visits;
import allmende.files.Ways;
import allmende.identity.Account;
import allmende.identity.Actor;
import allmende.identity.Author;
import allmende.identity.House;
import allmende.identity.LinkPasswords;
import allmende.platform.blobs.BlobStore;
import allmende.platform.events.Event;
import allmende.platform.events.Events;
import allmende.platform.http.HttpServer;
import allmende.platform.http.HttpSettings;
import allmende.spaces.Role;
import allmende.spaces.Space;
import allmende.spaces.Spaces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// WebDAV against the real server, in this process: Anna is signed in.
abstract class DavHouse {
  private static final String LIST =
      "<d:propfind xmlns:d='DAV:' xmlns:oc='http://owncloud.org/ns'><d:prop><d:getetag/>"
          + "<oc:fileid/><oc:permissions/><oc:size/></d:prop></d:propfind>";

  final HttpClient client = HttpClient.newHttpClient();
  final House house = new House(TestDatabase.jdbi());
  final List<Event> read = new CopyOnWriteArrayList<>();
  HttpServer server;
  String authorization;
  Account anna;
  Actor chief;
  Spaces spaces;
  Path contents;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    contents = folder.resolve("blobs");
    BlobStore blobs = BlobStore.open(contents);
    Spaces spaces = new Spaces(house.jdbi, house.clock, house.people, house.groups, house.events);
    Ways ways = new Ways(house.jdbi, house.clock, spaces, house.people, house.groups);
    Random random = new Random(1);
    Events events = new Events(read::add);
    Tree tree =
        new Tree(house.jdbi, house.clock, random, ways, blobs, events, new Remembered(true));
    LinkPasswords passwords = new LinkPasswords(house.passwords, house.throttle, house.clock);
    Files files =
        new Files(
            tree,
            new Browse(house.jdbi, house.clock, ways),
            new Uploads(house.jdbi, blobs, tree),
            new Locks(house.jdbi, house.clock, random, ways, events, Duration.ofDays(1)),
            new Properties(house.jdbi, house.clock, random, ways, events),
            new Search(house.jdbi, house.clock, random, ways, events),
            new Trash(house.jdbi, house.clock, random, ways, events),
            new Versions(house.jdbi, house.clock, random, ways, events),
            new Links(house.jdbi, house.clock, random, ways, passwords, events),
            new Arrange(house.jdbi, ways, tree));
    Visits visits = new Visits(house.jdbi, ways, house.people, passwords);
    server =
        new HttpServer(
                settings(),
                new SimpleMeterRegistry(),
                List.of(new DavEdge(house.gate, files, visits, blobs, house.clock, "octest")),
                _ -> {})
            .start();
    this.spaces = spaces;
    chief = House.actor(house.person("chief", true));
    anna = house.person("anna", false);
    authorization = passwordOf(anna);
  }

  /// How the server meets the network.
  HttpSettings settings() {
    return HttpSettings.listeningAt("127.0.0.1:0");
  }

  /// A header with a new app password of somebody.
  String passwordOf(Account account) {
    String secret = house.appPasswords.make(Author.COMMAND_LINE, account.id(), "test").secret();
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((account.name() + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  /// A team space that the accounts belong to.
  void team(String name, Role role, Account... members) {
    Space team = spaces.makeTeam(chief, name, null);
    for (Account member : members) {
      spaces.setMember(chief, team.id(), member.id(), role);
    }
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    server.close();
  }

  String etag(String file) throws Exception {
    return propfind(file, "0").body().replaceAll("(?s).*<d:getetag>(.*?)</d:getetag>.*", "$1");
  }

  HttpResponse<String> propfind(String file, String depth) throws Exception {
    return send("PROPFIND", file, LIST, "Depth", depth);
  }

  HttpResponse<String> put(String file, String body) throws Exception {
    return send("PUT", file, body);
  }

  static String path(String file) {
    return "/remote.php/dav/files/anna/" + file;
  }

  HttpResponse<String> send(String method, String file, String body, String... headers)
      throws Exception {
    return raw(method, path(file), body, headers);
  }

  HttpResponse<String> raw(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(server.uri().resolve("/").toString().replaceAll("/$", "") + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .header("Authorization", authorization);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
