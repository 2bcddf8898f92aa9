package allmende.files;

import allmende.identity.AccountId;
import allmende.identity.Groups;
import allmende.identity.People;
import allmende.spaces.SpaceId;
import allmende.spaces.Spaces;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/// All ways that lead somebody to files: belonging to a space, having received something, having
/// followed a link; by path and by number.
public final class Ways {
  private final Spaces spaces;
  private final Inbox inbox;
  private final Reach reach;
  private final Mounts mounts;
  private final Whereabouts whereabouts;

  public Ways(Jdbi jdbi, Clock clock, Spaces spaces, People people, Groups groups) {
    this.spaces = spaces;
    this.inbox = new Inbox(jdbi, spaces, people, groups);
    this.reach = new Reach(clock, spaces);
    this.mounts = new Mounts(jdbi, spaces, inbox, reach);
    this.whereabouts = new Whereabouts(spaces, inbox, reach);
  }

  /// To be called when another process has changed what people share, or who belongs where.
  public void forget() {
    inbox.forget();
  }

  /// Whether somebody sees anything that is in this space.
  public boolean lead(AccountId account, SpaceId space) {
    return spaces.membership(account, space).isPresent()
        || inbox.of(account).stream().anyMatch(offer -> offer.space().equals(space));
  }

  Spaces spaces() {
    return spaces;
  }

  Inbox inbox() {
    return inbox;
  }

  Reach reach() {
    return reach;
  }

  Mounts mounts() {
    return mounts;
  }

  Whereabouts whereabouts() {
    return whereabouts;
  }
}
