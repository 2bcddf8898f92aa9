package allmende.files;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What a client brings along with a change: the locks it holds, and what it believes to be there.
///
/// @param tokens of locks, submitted with the request (RFC 4918 §6.4)
/// @param condition looked at inside the transaction; the change is refused when it does not hold
public record Terms(Set<String> tokens, Condition condition) {
  /// No lock, no condition.
  public static final Terms NONE = new Terms(Set.of(), (_, _) -> true);

  /// Whether nothing at all is demanded.
  boolean isNone() {
    return this == NONE;
  }

  /// Terms that are about the node alone.
  ///
  /// @param allowed told what is there now, or nothing
  public static Terms when(Predicate<Optional<Node>> allowed) {
    return new Terms(Set.of(), (there, _) -> allowed.test(there));
  }

  /// A condition on the tree as the transaction sees it.
  @FunctionalInterface
  public interface Condition {
    /// @param there what the request names, or nothing
    /// @param view shows other places
    boolean holds(Optional<Node> there, View view);
  }

  /// The tree as the transaction sees it.
  @FunctionalInterface
  public interface View {
    /// @param path from the person's root
    State at(List<String> path);
  }

  /// A place in the tree.
  ///
  /// @param node what is there, or nothing
  /// @param tokens of the locks that cover it
  public record State(Optional<Node> node, Set<String> tokens) {}
}
