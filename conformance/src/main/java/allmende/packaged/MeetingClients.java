package allmende.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// LiveKit's stock clients in a server's meetings: `livekit-client` in Chromium and Firefox,
/// `@livekit/rtc-node`, `livekit-server-sdk`. What they do stands in
/// `conformance/meetings/scenarios.mjs`.
public final class MeetingClients {
  private static final Path FOLDER = PackagedServer.home().resolve("conformance/meetings");

  private final PackagedServer server;
  private final String key;
  private final String secret;
  private final Map<String, String> environment = new LinkedHashMap<>();

  private MeetingClients(PackagedServer server, String key, String secret) {
    this.server = server;
    this.key = key;
    this.secret = secret;
  }

  /// Installs the clients where they are missing, and gives them a key.
  ///
  /// @param server must be running
  /// @throws IllegalStateException that says which programs are missing
  public static MeetingClients of(PackagedServer server) throws IOException {
    Programs.require("node", "npm", "chromium", "firefox-esr");
    if (!Files.isDirectory(FOLDER.resolve("node_modules/livekit-client"))) {
      Command.of("npm", "ci", "--no-fund", "--no-audit").in(FOLDER).run().require();
    }
    String[] made =
        server.command("meetings", "key").run().require().output().strip().split(" ", -1);
    if (made.length != 2) {
      throw new IllegalStateException("This is no key and its secret.");
    }
    return new MeetingClients(server, made[0], made[1]);
  }

  public String key() {
    return key;
  }

  /// A word in their environment.
  public MeetingClients with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /// Has them act, and returns what they printed.
  ///
  /// @param clients who takes part, with a space between: `chromium firefox-dual+tcp`
  /// @throws IllegalStateException with what they said, if it went otherwise than written
  public String run(String scenario, String clients) throws IOException {
    List<String> words = new ArrayList<>(List.of("node", "run.mjs", scenario));
    words.addAll(List.of(clients.split(" ", -1)));
    Command command =
        Command.of(words)
            .in(FOLDER)
            .with("ALLMENDE_URL", server.origin())
            .with("ALLMENDE_MEETING_KEY", key)
            .with("ALLMENDE_MEETING_SECRET", secret);
    environment.forEach(command::with);
    return command.run().require().output();
  }
}
