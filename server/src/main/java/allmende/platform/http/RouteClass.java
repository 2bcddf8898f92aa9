package allmende.platform.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the log says of a path: the part that is the same for everybody, never a name or a token.
final class RouteClass {
  // How many segments of a path are ours; what follows is somebody's.
  private static final Map<String, Integer> OURS =
      Map.ofEntries(
          Map.entry("api", 3),
          Map.entry("ocs", 3),
          Map.entry("remote.php", 2),
          Map.entry("public.php", 2),
          Map.entry("index.php", 2),
          Map.entry("assets", 1),
          Map.entry("files", 1),
          Map.entry("trash", 1),
          Map.entry("login", 2),
          Map.entry("welcome", 1),
          Map.entry("settings", 1),
          Map.entry("meetings", 1),
          Map.entry("meet", 1),
          Map.entry("s", 1),
          Map.entry("health", 1),
          Map.entry("metrics", 1),
          Map.entry("status.php", 1),
          Map.entry("rtc", 1),
          Map.entry("twirp", 3));

  private RouteClass() {}

  static String of(@Nullable String path) {
    if (path == null || path.isEmpty() || path.charAt(0) != '/') {
      return "-";
    }
    if (path.length() == 1) {
      return "/";
    }
    int end = segmentEnd(path, 1);
    String first = path.substring(1, end);
    int keep = OURS.getOrDefault(first, 0);
    if (keep == 0) {
      return "/…";
    }
    int kept = 1;
    // Under /remote.php/dav comes the kind of collection, under /remote.php/webdav already a file's
    // name.
    if (first.equals("remote.php") && path.startsWith("/dav/", end)) {
      keep = 3;
    }
    while (kept < keep && end < path.length()) {
      int next = segmentEnd(path, end + 1);
      if (!isWord(path, end + 1, next)) {
        break;
      }
      end = next;
      kept++;
    }
    return end < path.length() ? path.substring(0, end) + "/…" : path.substring(0, end);
  }

  private static int segmentEnd(String path, int from) {
    int slash = path.indexOf('/', from);
    return slash < 0 ? path.length() : slash;
  }

  private static boolean isWord(String path, int from, int to) {
    if (to - from < 1 || to - from > 32) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = path.charAt(i);
      if (!(c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || c == '-'
          || c == '_'
          || c == '.')) {
        return false;
      }
    }
    return true;
  }
}
