package allmende.protocols.archive;

import java.util.StringJoiner;

/// Names inside an archive, made harmless for whoever unpacks it: relative, without steps upwards,
/// and without what another system would take for a separator or a drive.
final class EntryName {
  private EntryName() {}

  /// @param path names separated by `/`
  static String safe(String path) {
    var safe = new StringJoiner("/");
    for (String name : path.split("/")) {
      if (!name.isEmpty()) {
        safe.add(name.matches("\\.{1,2}") ? "_".repeat(name.length()) : plain(name));
      }
    }
    String joined = safe.toString();
    if (joined.isEmpty()) {
      throw new IllegalArgumentException("The path names no entry.");
    }
    return joined.matches("(?s)[A-Za-z]:.*")
        ? joined.charAt(0) + "_" + joined.substring(2)
        : joined;
  }

  private static String plain(String name) {
    var out = new StringBuilder(name.length());
    name.codePoints()
        .forEach(c ->
            out.appendCodePoint(
                c == '\\' || Character.isISOControl(c) || isLoneSurrogate(c) ? '_' : c));
    return out.toString();
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
