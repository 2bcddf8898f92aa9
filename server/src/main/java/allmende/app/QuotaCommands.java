package allmende.app;

import allmende.files.Tree;
import allmende.identity.Author;
import allmende.identity.People;
import allmende.platform.problem.Problem;
import allmende.spaces.Space;
import allmende.spaces.Spaces;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `user quota NAME [SIZE]` and `space quota NAME [SIZE]`: how much somebody's own space, or a
/// team's, may hold.
final class QuotaCommands {
  private final People people;
  private final Spaces spaces;
  private final Tree tree;
  private final PrintStream out;

  QuotaCommands(People people, Spaces spaces, Tree tree, PrintStream out) {
    this.people = people;
    this.spaces = spaces;
    this.tree = tree;
    this.out = out;
  }

  /// @param words the command line, beginning with `user quota` or `space quota`
  void run(List<String> words) {
    if (words.size() > 4) {
      throw misused();
    }
    String name = words.get(2);
    Space space =
        switch (words.getFirst()) {
          case "user" ->
              people
                  .byName(name)
                  .map(account -> spaces.of(account.id()).getFirst().space())
                  .orElseThrow(
                      () -> new Problem.NotFound("There is nobody of the name " + name + "."));
          case "space" ->
              spaces
                  .byName(name)
                  .orElseThrow(
                      () -> new Problem.NotFound("There is no space of the name " + name + "."));
          default -> throw misused();
        };
    if (words.size() == 4) {
      spaces.setQuota(Author.COMMAND_LINE, space.id(), bytes(words.get(3)));
    } else {
      Long quota = space.quota();
      String limit = quota == null ? ", without a limit" : " of " + quota;
      out.println(tree.used(space.id()) + " bytes" + limit);
    }
  }

  private static @Nullable Long bytes(String size) {
    if (size.equals("none")) {
      return null;
    }
    try {
      return ConfigValueFactory.fromAnyRef(size).atKey("size").getBytes("size");
    } catch (ConfigException e) {
      throw new Arguments.Misused("A size is like 500MB, 20GiB or 1000000, or none for no limit.");
    }
  }

  private static Arguments.Misused misused() {
    return new Arguments.Misused("user quota NAME [SIZE|none], space quota NAME [SIZE|none]");
  }
}
