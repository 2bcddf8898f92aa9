package allmende.files;

import allmende.files.store.FindStore;
import allmende.files.store.SpotRow;
import allmende.identity.Actor;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Finds files and folders by the words of their names, as one types; only where the person belongs
/// or what others share with them, and nothing that lies in the trash.
public final class Find {
  /// Hits at the most.
  public static final int MOST = 50;

  /// What is longer, nobody types.
  private static final int LONGEST = 200;

  /// Nor so many words: the first in their order count.
  private static final int MOST_WORDS = 8;

  /// How many candidates are looked at at once for whether they are in a tree.
  private static final int AT_ONCE = 30;

  private final Jdbi jdbi;
  private final Ways ways;
  private final FindStore store = new FindStore();

  public Find(Jdbi jdbi, Ways ways) {
    this.jdbi = jdbi;
    this.ways = ways;
  }

  /// The best hits first. Every word of the text begins a word of the name; cases, accents and
  /// umlauts do not matter.
  public List<Seen> find(Actor actor, String text, int most) {
    String wanted = text.substring(0, Math.min(text.length(), LONGEST)).replace("\0", "");
    return jdbi.withHandle(handle -> {
      List<String> words = store.words(handle, wanted).stream().limit(MOST_WORDS).toList();
      if (words.isEmpty()) {
        return List.of();
      }
      Sight sight = Sight.of(handle, ways, actor);
      List<FileId> candidates = store.candidates(handle, sight.spaceIds(), wanted, words);
      if (!sight.received().isEmpty()) {
        List<FileId> shared =
            store.candidates(handle, sight.otherSpaces(), sight.tops(), wanted, words);
        candidates = store.ordered(handle, candidates, shared, wanted);
      }
      return inside(handle, candidates, Math.clamp(most, 1, MOST)).stream()
          .flatMap(row -> sight.seen(row).stream())
          .toList();
    });
  }

  private List<SpotRow> inside(Handle handle, List<FileId> candidates, int most) {
    List<SpotRow> found = new ArrayList<>();
    for (int i = 0; i < candidates.size() && found.size() < most; i += AT_ONCE) {
      found.addAll(
          store.inside(handle, candidates.subList(i, Math.min(i + AT_ONCE, candidates.size()))));
    }
    return found.subList(0, Math.min(most, found.size()));
  }
}
