package allmende.app;

import allmende.identity.Account;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// A short day of one person with a sync client: the requests that servers answer most, as often as
/// the virtual machine needs to know them.
final class Rehearsal {
  private static final int FILES = 1_500;
  private static final int LISTINGS = 100;
  private static final int SIZE = 10_000;
  private static final String LISTING =
      """
      <d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:prop><d:resourcetype/>
      <d:getlastmodified/><d:getcontentlength/><d:getetag/><oc:size/><oc:id/><oc:fileid/>
      <oc:permissions/><oc:checksums/></d:prop></d:propfind>
      """;

  private final Wiring wiring;
  private final URI server;
  private final Random random = new Random(1);

  Rehearsal(Wiring wiring, URI server) {
    this.wiring = wiring;
    this.server = server;
  }

  /// Leaves its files behind: the data folder is only for this.
  void run() throws IOException, InterruptedException {
    Account anna = wiring.people.add("anna", "Anna", null, Long.toString(random.nextLong()), false);
    String secret = wiring.appPasswords.make(anna.id(), "rehearsal").secret();
    String credentials =
        Base64.getEncoder().encodeToString(("anna:" + secret).getBytes(StandardCharsets.UTF_8));
    try (HttpClient client = HttpClient.newHttpClient()) {
      Client anna1 = new Client(client, "Basic " + credentials);
      for (String page : List.of("/", "/status.php", "/ocs/v2.php/cloud/capabilities")) {
        anna1.ask("GET", page, BodyPublishers.noBody());
      }
      String folder = "/remote.php/dav/files/anna/folder/";
      anna1.ask("MKCOL", folder, BodyPublishers.noBody());
      for (int i = 0; i < FILES; i++) {
        byte[] content = new byte[SIZE];
        random.nextBytes(content);
        anna1.ask("PUT", folder + i, BodyPublishers.ofByteArray(content));
        anna1.ask("GET", folder + i, BodyPublishers.noBody());
      }
      for (int i = 0; i < LISTINGS; i++) {
        anna1.ask("PROPFIND", folder, BodyPublishers.ofString(LISTING));
        anna1.ask("DELETE", folder + i, BodyPublishers.noBody());
      }
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
              .method(method, body)
              .build();
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status >= 400) {
        throw new IOException(method + " " + path + " was answered by " + status + ".");
      }
    }
  }
}
