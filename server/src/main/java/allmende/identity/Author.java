package allmende.identity;

import allmende.platform.events.Event;
import org.jspecify.annotations.Nullable;

/// Who changes what people may do, for the ledger: through which client, and by which right.
///
/// @param account nobody's for what is done at the command line, where whoever may read the data
///   folder may do everything
public record Author(@Nullable AccountId account, String client, String right) {
  /// Whoever sits at the machine itself.
  public static final Author COMMAND_LINE = new Author(null, "allmende", "command line");

  /// @param role what they are to what they change: `administrator`, or their role in a space
  public static Author of(Actor actor, String role) {
    return new Author(
        actor.account().id(), actor.client(), actor.credential().right() + ", " + role);
  }

  /// @throws allmende.platform.problem.Problem.Denied to everybody else
  public static Author administrator(Actor actor) {
    actor.requireAdministrator();
    return of(actor, "administrator");
  }

  /// @param space where, by its number, if it is about one
  /// @param name of what was changed
  /// @param detail what it was changed to, or whom it concerns
  public Event event(String kind, @Nullable Long space, String name, @Nullable String detail) {
    Long actor = account == null ? null : account.value();
    return new Event(kind, actor, client, right, space, null, name, detail);
  }
}
