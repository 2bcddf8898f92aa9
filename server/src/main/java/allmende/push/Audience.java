package allmende.push;

import allmende.identity.AccountId;
import allmende.spaces.SpaceId;

/// Knows who sees what is in a space, or some of it.
@FunctionalInterface
public interface Audience {
  boolean hears(AccountId account, SpaceId space);
}
