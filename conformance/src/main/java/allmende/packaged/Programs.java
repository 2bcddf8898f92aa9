package allmende.packaged;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Other people's programs that the tests drive.
public final class Programs {
  /// Program and Debian's package.
  private static final Map<String, String> PACKAGES =
      Map.ofEntries(
          Map.entry("litmus", "litmus"),
          Map.entry("nextcloud", "nextcloud-desktop"),
          Map.entry("nextcloudcmd", "nextcloud-desktop-cmd"),
          Map.entry("rclone", "rclone"),
          Map.entry("cadaver", "cadaver"),
          Map.entry("curl", "curl"),
          Map.entry("mount.davfs", "davfs2"),
          Map.entry("chromium", "chromium"),
          Map.entry("firefox-esr", "firefox-esr"),
          Map.entry("node", "nodejs"),
          Map.entry("npm", "npm"));

  private Programs() {}

  /// @throws IllegalStateException with a sentence that says what to install
  public static void require(String... programs) {
    List<String> missing =
        List.of(programs).stream().filter(program -> !Command.exists(program)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          missing.stream()
              .map(program -> PACKAGES.getOrDefault(program, program))
              .collect(
                  Collectors.joining(
                      ", ", "These Debian packages are missing: ", ". Install them.")));
    }
  }
}
