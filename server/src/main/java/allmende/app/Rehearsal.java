package allmende.app;

import allmende.identity.Account;
import allmende.identity.Author;
import allmende.push.http.PushRoutes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;

/// A short day of one person with sync clients: the requests that servers answer most, as often as
/// the virtual machine needs to know them.
final class Rehearsal {
  private static final int FILES = 2_000;
  private static final int LISTINGS = 200;

  /// Looks whether something has changed, each on connections of its own.
  private static final int LOOKS = 500;

  /// A machine that is slow or busy has a shorter rehearsal: half of this for files, and half for
  /// looks.
  private static final Duration LONGEST = Duration.ofSeconds(16);

  private static final int SIZE = 10_000;
  private static final String FOLDER = "/remote.php/dav/files/anna/folder/";
  private static final String LISTING =
      """
      <d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"
          xmlns:nc="http://nextcloud.org/ns"><d:prop><d:resourcetype/>
      <d:getlastmodified/><d:getcontentlength/><d:getetag/><d:quota-available-bytes/><oc:size/>
      <oc:id/><oc:fileid/><oc:permissions/><oc:checksums/><oc:share-types/><nc:lock/>
      <nc:is-encrypted/></d:prop></d:propfind>
      """;

  private final Wiring wiring;
  private final URI server;
  private final Clock clock;
  private final Random random = new Random(1);

  Rehearsal(Wiring wiring, URI server, Clock clock) {
    this.wiring = wiring;
    this.server = server;
    this.clock = clock;
  }

  /// Leaves its files behind: the data folder is only for this.
  void run() throws IOException, InterruptedException {
    Account anna =
        wiring.people.add(
            Author.COMMAND_LINE, "anna", "Anna", null, Long.toString(random.nextLong()), false);
    String secret = wiring.appPasswords.make(Author.COMMAND_LINE, anna.id(), "rehearsal").secret();
    String credentials =
        Base64.getEncoder().encodeToString(("anna:" + secret).getBytes(StandardCharsets.UTF_8));
    Instant half = clock.instant().plus(LONGEST.dividedBy(2));
    try (HttpClient client = HttpClient.newHttpClient()) {
      Client files = new Client(client, "Basic " + credentials);
      files.ask("GET", "/", BodyPublishers.noBody());
      files.ask("MKCOL", FOLDER, BodyPublishers.noBody());
      for (int i = 0; i < FILES && clock.instant().isBefore(half); i++) {
        byte[] content = new byte[SIZE];
        random.nextBytes(content);
        files.ask("PUT", FOLDER + i, BodyPublishers.ofByteArray(content));
        files.ask("GET", FOLDER + i, BodyPublishers.noBody());
      }
      for (int i = 0; i < LISTINGS && clock.instant().isBefore(half); i++) {
        files.ask("PROPFIND", FOLDER, BodyPublishers.ofString(LISTING));
        files.ask("DELETE", FOLDER + i, BodyPublishers.noBody());
      }
    }
    Instant end = clock.instant().plus(LONGEST.dividedBy(2));
    for (int i = 0; i < LOOKS && clock.instant().isBefore(end); i++) {
      look(credentials, secret);
    }
  }

  /// What Nextcloud's desktop client does when nothing has changed.
  private void look(String credentials, String secret) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      Client look = new Client(client, "Basic " + credentials);
      look.ask("GET", "/status.php", BodyPublishers.noBody());
      look.ask("GET", "/ocs/v1.php/cloud/capabilities?format=json", BodyPublishers.noBody());
      look.ask("GET", "/ocs/v1.php/cloud/user?format=json", BodyPublishers.noBody());
      look.ask("PROPFIND", "/remote.php/dav/files/anna/", BodyPublishers.ofString(LISTING));
      WebSocket push =
          client
              .newWebSocketBuilder()
              .buildAsync(
                  URI.create(
                      "ws" + server.resolve(PushRoutes.PATH).toString().substring("http".length())),
                  new WebSocket.Listener() {})
              .join();
      push.sendText("anna", true).join();
      push.sendText(secret, true).join();
      push.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }

  private final class Client {
    private final HttpClient client;
    private final String authorization;

    Client(HttpClient client, String authorization) {
      this.client = client;
      this.authorization = authorization;
    }

    void ask(String method, String path, BodyPublisher body)
        throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(server.resolve(path))
              .header("Authorization", authorization)
              .header("Depth", "1")
              .header("OCS-APIRequest", "true")
              .method(method, body)
              .build();
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status >= 400) {
        throw new IOException(method + " " + path + " was answered by " + status + ".");
      }
    }
  }
}
