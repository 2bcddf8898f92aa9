package allmende.meetings;

import allmende.meetings.store.KeyStore;
import allmende.sfu.auth.ApiKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// The keys with which other programs sign access tokens for meetings, as LiveKit's servers have
/// them.
public final class MeetingKeys implements ApiKeys {
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int NAME = 12;

  /// 255 bits.
  private static final int SECRET = 43;

  private final KeyStore store;
  private final Clock clock;
  private final SecureRandom random;

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
