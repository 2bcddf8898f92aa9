package allmende.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words of a command line: `WORD … --option VALUE --flag`.
final class Arguments {
  private static final Set<String> FLAGS = Set.of("--admin", "--password-stdin", "--quick");
  private static final Set<String> OPTIONS =
      Set.of("--data", "--listen", "--display-name", "--email", "--label");
  private final List<String> words = new ArrayList<>();
  private final Map<String, String> options = new HashMap<>();
  private final Set<String> flags = new HashSet<>();

  /// @throws Misused with a sentence, for an option that nobody knows or that lacks its value
  Arguments(String... given) {
    for (int i = 0; i < given.length; i++) {
      String word = given[i];
      if (FLAGS.contains(word)) {
        flags.add(word);
      } else if (OPTIONS.contains(word)) {
        if (i + 1 == given.length) {
          throw new Misused(word + " needs a value.");
        }
        options.put(word, given[++i]);
      } else if (word.startsWith("--")) {
        throw new Misused("There is no option " + word + ".");
      } else {
        words.add(word);
      }
    }
  }

  List<String> words() {
    return List.copyOf(words);
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  String required(String name) {
    return option(name).orElseThrow(() -> new Misused(name + " is missing."));
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  /// The command line is not one of ours; the message is for whoever typed it.
  static final class Misused extends RuntimeException {
    Misused(String sentence) {
      super(sentence, null, false, false);
    }
  }
}
