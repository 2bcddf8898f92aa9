package allmende.files;

import allmende.files.store.FindStore;
import allmende.files.store.SpotRow;
import allmende.identity.Actor;
import allmende.spaces.Membership;
import allmende.spaces.SpaceId;
import allmende.spaces.Spaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Finds files and folders by the words of their names, as one types; only in spaces that the
/// person belongs to, and nothing that lies in the trash.
public final class Find {
  /// Hits at the most.
  public static final int MOST = 50;

  /// What is longer, nobody types.
  private static final int LONGEST = 200;

  /// How many candidates are looked at at once for whether they are in a tree.
  private static final int AT_ONCE = 60;

  private final Jdbi jdbi;
  private final Spaces spaces;
  private final FindStore store = new FindStore();

  public Find(Jdbi jdbi, Spaces spaces) {
    this.jdbi = jdbi;
    this.spaces = spaces;
  }

  /// The best hits first. Every word of the text begins a word of the name; cases, accents and
  /// umlauts do not matter.
  public List<Seen> find(Actor actor, String text, int most) {
    String wanted = text.substring(0, Math.min(text.length(), LONGEST)).replace("\0", "");
    Map<SpaceId, Membership> reachable =
        spaces.of(actor.account().id()).stream()
            .collect(Collectors.toMap(one -> one.space().id(), Function.identity()));
    return jdbi.withHandle(handle -> {
      List<String> words = store.words(handle, wanted);
      if (words.isEmpty()) {
        return List.of();
      }
      List<Long> ids = reachable.keySet().stream().map(SpaceId::value).toList();
      List<FileId> candidates = store.candidates(handle, ids, wanted, words);
      return inside(handle, candidates, Math.clamp(most, 1, MOST)).stream()
          .map(row -> Seen.of(row, Objects.requireNonNull(reachable.get(row.node().space()))))
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
