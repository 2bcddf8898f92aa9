package allmende.sfu.auth;

import java.util.Optional;

/// The keys that tokens are signed with; whoever embeds the engine keeps them.
@FunctionalInterface
public interface ApiKeys {
  /// The secret that belongs to a key; empty for a key that nobody made.
  Optional<String> secret(String key);
}
