package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import allmende.files.dav.DavEdge;
import allmende.files.http.ContentEdge;
import allmende.files.http.NodeRoutes;
import allmende.files.http.PrivateLinks;
import allmende.files.http.ShareRoutes;
import allmende.files.http.VisitRoutes;
import allmende.files.ocs.ShareOcs;
import allmende.identity.Actor;
import allmende.identity.House;
import allmende.platform.http.HttpServer;
import allmende.platform.http.HttpSettings;
import allmende.platform.http.Json;
import allmende.platform.http.Pages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Links against the real server, in this process. Anna has the folder `Bau` with `Plan.txt`, the
/// folder `Fotos` with `Kran.txt` in it, and beside it `Geheim.txt`.
abstract class LinkHouse {
  static final String NOBODY = "";
  private final HttpClient client = HttpClient.newHttpClient();
  FileHouse files;
  Actor anna;
  Node folder;
  Node plan;
  Node secret;
  private HttpServer server;
  private Previews previews;

  @BeforeEach
  void start(@TempDir Path data) {
    files = new FileHouse(data);
    previews = new Previews(files.blobs, data.resolve("previews"), 1 << 20, 1, files.house.clock);
    DavEdge dav =
        new DavEdge(
            files.house.gate,
            files.files(),
            files.visits,
            files.blobs,
            files.house.clock,
            "octest");
    ContentEdge contents =
        new ContentEdge(
            files.house.gate,
            files.visits,
            files.tree,
            files.browse,
            files.arrange,
            files.trash,
            previews,
            files.blobs);
    server =
        new HttpServer(
                HttpSettings.listeningAt("127.0.0.1:0"),
                new SimpleMeterRegistry(),
                List.of(
                    dav, contents, new PrivateLinks(files.house.gate, files.browse, new Pages())),
                routes -> {
                  new NodeRoutes(files.house.gate, files.browse, files.arrange).add(routes);
                  new ShareRoutes(
                          files.house.gate,
                          files.house.people,
                          files.house.groups,
                          files.links,
                          files.shares)
                      .add(routes);
                  new VisitRoutes(files.visits, files.browse, files.arrange).add(routes);
                  new ShareOcs(
                          files.house.gate,
                          files.house.people,
                          files.house.groups,
                          files.tree,
                          files.links,
                          files.shares)
                      .add(routes);
                })
            .start();
    anna = files.person("anna");
    folder = files.folder(anna, "Bau");
    plan = files.put(anna, "Bau/Plan.txt", "0123456789");
    files.folder(anna, "Bau/Fotos");
    files.put(anna, "Bau/Fotos/Kran.txt", "crane");
    secret = files.put(anna, "Geheim.txt", "secret");
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    server.close();
    previews.close();
  }

  /// A link of Anna's, as she is told of it.
  JsonNode link(Node node, String settings) throws Exception {
    String path = "/api/v1/nodes/" + node.id().value() + "/links";
    return json(201, as(anna, "POST", path, settings, "Content-Type", "application/json"));
  }

  String token(Node node, String settings) throws Exception {
    return link(node, settings).get("token").asString();
  }

  HttpResponse<String> as(Actor actor, String method, String path, String body, String... headers)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", basic(actor.account().name(), passwordOf(actor))));
    return send(method, path, body, all.toArray(String[]::new));
  }

  /// Through the link of this token, without a password.
  HttpResponse<String> dav(String method, String token, String path, String body, String... headers)
      throws Exception {
    return send(method, davPath(token, path), body, headers);
  }

  static String davPath(String token, String path) {
    return "/public.php/dav/files/" + token + (path.isEmpty() ? "" : "/" + path);
  }

  /// With nobody signed in.
  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri().toString().replaceAll("/$", "") + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, "", headers);
  }

  static JsonNode json(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    return Json.MAPPER.readTree(answer.body());
  }

  static String basic(String name, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static String passwordOf(Actor actor) {
    return House.passwordOf(actor.account().name());
  }
}
