package allmende.files;

import allmende.files.Mounts.Place;
import allmende.identity.Actor;
import allmende.platform.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Looks, inside a change's transaction, whether what its client believes is so.
final class TermsCheck {
  private final Mounts mounts;
  private final Ground ground;
  private final LockGuard guard;

  TermsCheck(Mounts mounts, Ground ground, LockGuard guard) {
    this.mounts = mounts;
    this.ground = ground;
    this.guard = guard;
  }

  /// @param there what the request names, or nothing
  /// @throws Problem.PreconditionFailed when the condition does not hold
  void require(Handle handle, Actor actor, Terms terms, Optional<Node> there) {
    if (!terms.condition().holds(there, path -> state(handle, actor, path))) {
      throw new Problem.PreconditionFailed("It is not as you think it is.");
    }
  }

  private Terms.State state(Handle handle, Actor actor, List<String> path) {
    Place place = mounts.any(handle, actor, path);
    List<Node> line = ground.walk(handle, place).nodes();
    boolean there = line.size() > place.names().size();
    return new Terms.State(
        there ? Optional.of(line.getLast()) : Optional.empty(),
        guard.covering(handle, line).stream().map(Lock::token).collect(Collectors.toSet()));
  }
}
