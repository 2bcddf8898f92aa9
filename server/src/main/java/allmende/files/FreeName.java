package allmende.files;

import allmende.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/// Another name for something whose own is taken: `name (2).ext`, `name (3).ext` and so on.
final class FreeName {
  private static final int MOST = 10_000;
  private static final int LONGEST = 255;
  private static final int LONGEST_ENDING = 32;

  private FreeName() {}

  /// The name itself when it is free, else the first numbered one that is.
  static NodeName of(NodeName wanted, boolean folder, Predicate<NodeName> taken) {
    NodeName name = wanted;
    for (int number = 2; taken.test(name); number++) {
      if (number > MOST) {
        throw new Problem.Conflict("Too many things are called like this.");
      }
      name = numbered(wanted, folder, number);
    }
    return name;
  }

  static NodeName numbered(NodeName name, boolean folder, int number) {
    String shown = name.shown();
    int dot = shown.lastIndexOf('.');
    // A folder's name has no ending, and a dot in front only hides a file.
    boolean ending = !folder && dot > 0 && shown.length() - dot <= LONGEST_ENDING;
    String stem = ending ? shown.substring(0, dot) : shown;
    String rest = " (" + number + ")" + (ending ? shown.substring(dot) : "");
    while (bytes(stem) + bytes(rest) > LONGEST) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return NodeName.of(stem + rest);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
