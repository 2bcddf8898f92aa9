package allmende.push.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.TestDatabase;
import allmende.identity.Account;
import allmende.identity.Author;
import allmende.identity.House;
import allmende.platform.events.Dispatcher;
import allmende.platform.events.Event;
import allmende.platform.events.Events;
import allmende.platform.http.HttpServer;
import allmende.platform.http.HttpSettings;
import allmende.push.ChangeTeller;
import allmende.push.Push;
import allmende.push.Tokens;
import allmende.spaces.Role;
import allmende.spaces.Space;
import allmende.spaces.Spaces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// notify_push, as its clients speak it.
class PushTest {
  private final House house = new House(TestDatabase.jdbi());
  private final Spaces spaces =
      new Spaces(house.jdbi, house.clock, house.people, house.groups, house.events);
  private final HttpClient client = HttpClient.newHttpClient();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Push push;
  private HttpServer server;
  private Account anna;
  private long hers;
  private String secret;

  @BeforeEach
  void start() {
    // The nodes above 100 lie in folder 7 below root 1; those below are in no tree.
    push =
        new Push(
            (account, space) -> spaces.membership(account, space).isPresent(),
            node -> node > 100 ? List.of(1L, 7L, node) : List.of(),
            meters);
    PushRoutes routes = new PushRoutes(house.gate, push, new Tokens(house.jdbi, house.clock));
    server =
        new HttpServer(HttpSettings.listeningAt("127.0.0.1:0"), meters, List.of(), routes::add)
            .start();
    anna = house.person("anna", true);
    hers = spaces.of(anna.id()).getFirst().space().id().value();
    secret = house.appPasswords.make(Author.COMMAND_LINE, anna.id(), "test").secret();
  }

  @AfterEach
  void stop() {
    push.close();
    client.shutdownNow();
    server.close();
  }

  @Test
  void whoSignsInHearsOfChanges() throws Exception {
    Client one = connect("anna", secret);
    assertEquals("authenticated", one.next());
    push.heard(hers + ":101");
    assertEquals("notify_file", one.next());
    assertEquals("notify_activity", one.next());
  }

  @Test
  void anAccountsOwnPasswordIsGoodToo() throws Exception {
    assertEquals("authenticated", connect("anna", House.passwordOf("anna")).next());
  }

  @Test
  void aWrongPasswordIsToldAndTheConnectionEnds() throws Exception {
    Client one = connect("anna", "wrong");
    assertEquals("err: Invalid credentials", one.next());
    assertEquals("closed 1008", one.next());
    push.heard(hers + ":101");
    assertNull(one.soon());
    assertEquals("err: Invalid credentials", connect("", secret).next());
    assertEquals("err: Invalid credentials", connect("anna:x", secret).next());
  }

  @Test
  void guessingIsSlowedDownHereToo() throws Exception {
    for (int i = 0; i < 12; i++) {
      assertEquals("err: Invalid credentials", connect("anna", "guess " + i).next());
    }
    assertEquals("err: Invalid credentials", connect("anna", House.passwordOf("anna")).next());
    assertEquals("authenticated", connect("anna", secret).next());
  }

  @Test
  void nobodyHearsOfSpacesThatAreNotTheirs() throws Exception {
    Account bert = house.person("bert", false);
    Space team = spaces.makeTeam(House.actor(anna), "Team", null);
    Client his = connect("bert", House.passwordOf("bert"));
    assertEquals("authenticated", his.next());
    push.heard(hers + ":101");
    push.heard(team.id().value() + ":101");
    assertNull(his.soon());
    spaces.setMember(House.actor(anna), team.id(), bert.id(), Role.VIEWER);
    push.heard(team.id().value() + ":101");
    assertEquals("notify_file", his.next());
  }

  @Test
  void whoAskedForThemHearsIdsWithTheFoldersAbove() throws Exception {
    Client one = connect("anna", secret);
    assertEquals("authenticated", one.next());
    one.say("listen notify_file_id");
    one.say("something that nobody knows");
    one.awaitTaken();
    push.heard(hers + ":102,101");
    assertEquals("notify_file_id [1,7,101,102]", one.next());
    assertEquals("notify_activity", one.next());
    push.heard(hers + ":5");
    assertEquals("notify_file", one.next());
    assertEquals("notify_activity", one.next());
    push.heard(hers + ":");
    assertEquals("notify_file", one.next());
  }

  @Test
  void manyChangesAreToldInFewMessages() throws Exception {
    Client one = connect("anna", secret);
    assertEquals("authenticated", one.next());
    for (int i = 0; i < 500; i++) {
      push.heard(hers + ":101");
    }
    assertEquals("notify_file", one.next());
    assertEquals("notify_activity", one.next());
    assertEquals("notify_file", one.next());
    assertEquals("notify_activity", one.next());
    assertTrue(one.heard.size() < 20, one.heard.size() + " more");
  }

  @Test
  void aTokenIsGoodOnceAndNotForLong() throws Exception {
    String token = token();
    assertNotEquals(token, token());
    assertEquals("authenticated", connect("", token).next());
    assertEquals("err: Invalid credentials", connect("", token).next());
    String old = token();
    house.clock.move(java.time.Duration.ofSeconds(16));
    assertEquals("err: Invalid credentials", connect("", old).next());
    HttpResponse<String> stranger = preAuthenticate("anna:wrong");
    assertEquals(401, stranger.statusCode());
  }

  @Test
  void whenAnAccountChangesItsClientsComeInAnew() throws Exception {
    Client one = connect("anna", secret);
    assertEquals("authenticated", one.next());
    push.end(anna.id());
    assertEquals("closed 1001", one.next());
    push.heard(hers + ":101");
    assertNull(one.soon());
  }

  @Test
  void longMessagesEndTheConnection() throws Exception {
    Client one = new Client();
    one.say("x".repeat(5_000));
    assertEquals("closed 1009", one.next());
  }

  @Test
  void eventsAreToldOncePerSpaceAndReadingsNot() {
    Jdbi jdbi = house.jdbi;
    Events events = new Events();
    jdbi.useTransaction(handle -> {
      for (String kind : List.of("file.created", "file.changed", "file.read")) {
        events.append(handle, new Event(kind, 1L, "test", "test", 3L, 4L, "a", null));
      }
      events.append(handle, new Event("file.read", 1L, "test", "test", 5L, 4L, "a", null));
      events.append(handle, new Event("upload.expired", null, "", "", null, null, "a", null));
    });
    LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    try (var handle = jdbi.open()) {
      handle.execute("listen " + ChangeTeller.CHANNEL);
      new Dispatcher(jdbi, List.of(new ChangeTeller())).run();
      for (var notice :
          handle
              .getConnection()
              .unwrap(org.postgresql.PGConnection.class)
              .getNotifications(5_000)) {
        told.add(notice.getParameter());
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
    assertEquals(List.of("3:4"), List.copyOf(told));
  }

  @Test
  void nobodyIsCountedWhoHasLeft() throws Exception {
    Client one = connect("anna", secret);
    assertEquals("authenticated", one.next());
    assertEquals(1, meters.get("allmende.push.clients").gauge().value());
    one.leave();
    for (int i = 0; i < 100 && meters.get("allmende.push.clients").gauge().value() > 0; i++) {
      Thread.sleep(20);
    }
    assertEquals(0, meters.get("allmende.push.clients").gauge().value());
    assertFalse(server.uri().toString().isEmpty());
  }

  private String token() throws Exception {
    HttpResponse<String> answer = preAuthenticate("anna:" + secret);
    assertEquals(200, answer.statusCode());
    return answer.body();
  }

  private HttpResponse<String> preAuthenticate(String credentials) throws Exception {
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve("/index.php/apps/notify_push/pre_auth"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .header("Authorization", "Basic " + basic)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private Client connect(String name, String password) {
    Client opened = new Client();
    opened.say(name);
    opened.say(password);
    return opened;
  }

  /// A client that remembers what it hears.
  private final class Client implements WebSocket.Listener {
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    Client() {
      URI uri = URI.create("ws://127.0.0.1:" + server.uri().getPort() + PushRoutes.PATH);
      socket = client.newWebSocketBuilder().buildAsync(uri, this).join();
    }

    void say(String text) {
      socket.sendText(text, true).join();
    }

    /// Messages are taken in their order: an answer to a ping comes after all before it.
    void awaitTaken() throws InterruptedException {
      socket.sendPing(java.nio.ByteBuffer.allocate(1)).join();
      assertTrue(pongs.poll(10, TimeUnit.SECONDS) != null);
      Thread.sleep(100);
    }

    void leave() {
      socket.sendClose(1000, "").join();
    }

    String next() throws InterruptedException {
      return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
    }

    @Nullable String soon() throws InterruptedException {
      return heard.poll(300, TimeUnit.MILLISECONDS);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      heard.add(text.toString());
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, java.nio.ByteBuffer message) {
      pongs.add("pong");
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      heard.add("closed " + status);
      return null;
    }
  }
}
