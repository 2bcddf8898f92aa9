package allmende.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A folder on somebody's machine that Nextcloud's stock client (`nextcloudcmd`) keeps in sync.
public final class SyncFolder {
  private final Endpoint endpoint;
  private final String remote;
  private final Path home;
  private final Path local;

  /// @param home for the client's own files; the folder is made in it
  /// @param remote the folder on the server that is synced, beginning with a slash
  public SyncFolder(Endpoint endpoint, String remote, Path home) throws IOException {
    this.endpoint = endpoint;
    this.remote = remote;
    this.home = home;
    this.local = Files.createDirectories(home.resolve("files"));
  }

  /// One run of the client, to its end.
  public Command.Outcome sync(String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("nextcloudcmd", "--non-interactive"));
    words.addAll(List.of(options));
    words.addAll(List.of("-u", endpoint.user(), "-p", endpoint.password(), "--path", remote));
    words.addAll(List.of(local.toString(), endpoint.origin()));
    return Command.of(words)
        .with("HOME", home.toString())
        .with("XDG_CONFIG_HOME", home.resolve("config").toString())
        .with("QT_QPA_PLATFORM", "offscreen")
        .with("LC_ALL", "C.UTF-8")
        .within(Duration.ofMinutes(5))
        .run();
  }

  /// A file or folder of it.
  public Path at(String path) {
    return local.resolve(path);
  }

  public SyncFolder write(String path, byte[] content) throws IOException {
    Files.createDirectories(at(path).getParent());
    Files.write(at(path), content);
    return this;
  }

  public SyncFolder write(String path, String content) throws IOException {
    return write(path, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /// Everything in it, as [Dav#tree] tells it; the client's own files left out.
  public SortedMap<String, String> tree() throws IOException {
    SortedMap<String, String> tree = new TreeMap<>();
    try (Stream<Path> all = Files.walk(local)) {
      for (Path path : all.filter(one -> !one.equals(local)).toList()) {
        String name = local.relativize(path).toString();
        if (!name.startsWith(".sync_") && !name.startsWith(".nextcloudsync")) {
          tree.put(
              name, Files.isDirectory(path) ? Dav.FOLDER : Dav.sha256(Files.readAllBytes(path)));
        }
      }
    }
    return tree;
  }
}
