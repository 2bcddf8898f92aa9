package allmende.spaces;

import allmende.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/// The rules for a team space's name: it becomes a folder on every member's computer, so it has to
/// be a file name on all of their systems.
final class SpaceName {
  private static final String FORBIDDEN = "/\\<>:\"|?*";
  private static final int LONGEST_BYTES = 250;

  private SpaceName() {}

  static String checked(String name) {
    String stripped = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    boolean bad =
        stripped.isEmpty()
            || stripped.startsWith(".")
            || stripped.endsWith(".")
            || stripped.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES
            || stripped
                .codePoints()
                .anyMatch(c ->
                    FORBIDDEN.indexOf(c) >= 0
                        || Character.isISOControl(c)
                        || Character.getType(c) == Character.SURROGATE);
    if (bad) {
      throw new Problem.Invalid(
          "A space's name is a file name: at most 250 bytes, none of / \\ < > : \" | ? *, no dot at either end.");
    }
    return stripped;
  }

  static String key(String name) {
    return Normalizer.normalize(name.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
