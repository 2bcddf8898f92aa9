package allmende.files;

import allmende.files.Whereabouts.Found;
import allmende.files.store.DetailStore;
import allmende.identity.AccountId;
import allmende.identity.Actor;
import allmende.spaces.Kind;
import allmende.spaces.Space;
import allmende.spaces.SpaceId;
import allmende.spaces.Spaces;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// What is to be known of a thing beside its contents: who wrote it, and who has access.
public final class Details {
  private final Jdbi jdbi;
  private final Spaces spaces;
  private final Whereabouts whereabouts;
  private final DetailStore store = new DetailStore();

  public Details(Jdbi jdbi, Ways ways) {
    this.jdbi = jdbi;
    this.spaces = ways.spaces();
    this.whereabouts = ways.whereabouts();
  }

  /// @param created when it came here
  /// @param author who made it or changed it last, if that is known
  /// @param space where it lies
  /// @param belonging who belongs there; nobody is named of a personal space, or to those who do
  ///   not belong there themselves
  public record About(
      Instant created, Optional<AccountId> author, Space space, Spaces.Belonging belonging) {}

  /// @throws allmende.platform.problem.Problem.NotFound for what is not the asker's to see
  public About of(Actor actor, FileId id) {
    return jdbi.withHandle(handle -> {
      Found found = whereabouts.find(handle, actor, id);
      Space space = found.membership().space();
      DetailStore.Made made = store.made(handle, id);
      return new About(made.created(), made.author(), space, belonging(actor, space));
    });
  }

  private Spaces.Belonging belonging(Actor actor, Space space) {
    AccountId asker = actor.account().id();
    SpaceId id = space.id();
    return space.kind() == Kind.TEAM && spaces.membership(asker, id).isPresent()
        ? spaces.belonging(asker, id)
        : new Spaces.Belonging(List.of(), List.of());
  }
}
