package allmende.ledger;

import allmende.identity.Actor;
import java.util.Optional;

/// What a thing is to somebody, as those say who keep things: the ledger remembers what happened to
/// them, and does not know who may see them.
@FunctionalInterface
public interface Sight {
  /// What is seen of a thing now.
  ///
  /// @param space where it lies
  /// @param team what that space is called, if it is a team's
  /// @param manages whether the asker says who belongs there
  record Seen(long space, Optional<String> team, boolean manages) {}

  /// @throws allmende.platform.problem.Problem.NotFound to those who may not see it
  Seen of(Actor actor, long node);
}
