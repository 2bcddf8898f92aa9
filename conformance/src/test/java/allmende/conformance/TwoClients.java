package allmende.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import allmende.packaged.Command;
import allmende.packaged.Dav;
import allmende.packaged.Endpoint;
import allmende.packaged.SyncFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Two machines of one person that sync the same folder with Nextcloud's client, each with an app
/// password of its own.
///
/// @param remote the folder on the server, without slashes around it
record TwoClients(String remote, SyncFolder one, SyncFolder other, Endpoint endpoint) {
  /// Makes the remote folder, and syncs it for the first time.
  static TwoClients of(Endpoint first, Endpoint second, String remote, Path folder)
      throws IOException {
    try (Dav dav = new Dav(first)) {
      int status = dav.makeFolder(remote).status();
      assertEquals(201, status, "MKCOL " + remote);
    }
    return existing(first, second, remote, folder);
  }

  /// As [#of], for a remote folder that is there.
  static TwoClients existing(Endpoint first, Endpoint second, String remote, Path folder)
      throws IOException {
    return new TwoClients(
        remote,
        new SyncFolder(first, "/" + remote, Files.createDirectories(folder.resolve("one"))),
        new SyncFolder(second, "/" + remote, Files.createDirectories(folder.resolve("other"))),
        first);
  }

  /// The first machine syncs, then the second, as in everyday life.
  TwoClients sync() throws IOException {
    synced(one.sync());
    synced(other.sync());
    return this;
  }

  static void synced(Command.Outcome outcome) {
    assertEquals(0, outcome.status(), outcome::toString);
  }

  /// Both folders and the server hold the same, byte for byte.
  void requireEqual() throws IOException {
    try (Dav dav = new Dav(endpoint)) {
      assertEquals(List.of(), differences(one.tree(), dav.tree(remote)), "machine, server");
    }
    assertEquals(List.of(), differences(one.tree(), other.tree()), "one machine, another");
  }

  static List<String> differences(Map<String, String> here, Map<String, String> there) {
    return Stream.concat(here.keySet().stream(), there.keySet().stream())
        .distinct()
        .filter(path -> !Objects.equals(here.get(path), there.get(path)))
        .map(path -> path + ": " + here.get(path) + " here, " + there.get(path) + " there")
        .toList();
  }
}
