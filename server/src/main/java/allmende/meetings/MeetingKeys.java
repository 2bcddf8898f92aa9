package allmende.meetings;

import allmende.meetings.store.KeyStore;
import allmende.sfu.auth.ApiKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The keys with which other programs sign access tokens for meetings, as LiveKit's servers have
/// them.
public final class MeetingKeys implements ApiKeys {
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /// The key that the house itself signs with. Nobody is ever shown its secret.
  static final String OWN = "APIallmende";

  private static final int NAME = 12;

  /// 255 bits.
  private static final int SECRET = 43;

  private final KeyStore store;
  private final Clock clock;
  private final SecureRandom random;
  private volatile @Nullable Made own;

  public MeetingKeys(Jdbi jdbi, Clock clock, SecureRandom random) {
    this.store = new KeyStore(jdbi);
    this.clock = clock;
    this.random = random;
  }

  /// A new key. Whoever has its secret may open rooms and let anybody in.
  public record Made(String name, String secret) {
    @Override
    public String toString() {
      return "meeting key " + name;
    }
  }

  /// Makes a key; it holds at once, in running servers too.
  public Made make() {
    Made made = new Made("API" + letters(NAME), letters(SECRET));
    store.add(made.name(), made.secret(), clock.instant());
    return made;
  }

  /// The house's own key, made when first asked for; the same in all processes.
  Made own() {
    Made known = own;
    if (known == null) {
      store.addUnlessThere(OWN, letters(SECRET), clock.instant());
      known = new Made(OWN, store.secret(OWN).orElseThrow());
      own = known;
    }
    return known;
  }

  @Override
  public Optional<String> secret(String key) {
    return key.length() > 64 || key.indexOf('\0') >= 0 ? Optional.empty() : store.secret(key);
  }

  private String letters(int count) {
    return random
        .ints(count, 0, LETTERS.length())
        .mapToObj(LETTERS::charAt)
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }
}
