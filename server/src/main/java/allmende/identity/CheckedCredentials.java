package allmende.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Remembers for five minutes which credentials were good, because a sync client proves itself
/// thousands of times an hour and Argon2 is slow on purpose.
///
/// Keyed by hash, so that no secret stays in memory. [#forget] works at once, also against a check
/// that is under way: an entry counts only if its check began after the account was last forgotten.
public final class CheckedCredentials {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final Duration REFUSALS_KEPT = Duration.ofMinutes(1);
  private static final long MOST = 20_000;

  private record Good(Account account, Credential credential, long checkedAt) {}

  /// Who a remembered credential belongs to.
  record Proven(Account account, Credential credential) {}

  private final Cache<ByteBuffer, Good> good;
  private final Cache<ByteBuffer, Long> refused;
  private final AtomicLong changes = new AtomicLong();
  private final Map<AccountId, Long> forgotten = new ConcurrentHashMap<>();
  private volatile long allForgotten = Long.MIN_VALUE;

  public CheckedCredentials(Clock clock) {
    good =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(KEPT)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
    refused =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REFUSALS_KEPT)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /// To be taken before the database is asked, and handed to [#remember].
  long now() {
    return changes.get();
  }

  void remember(ByteBuffer key, Proven proven, long checkedAt) {
    good.put(key, new Good(proven.account(), proven.credential(), checkedAt));
  }

  Optional<Proven> find(ByteBuffer key) {
    Good entry = good.getIfPresent(key);
    if (entry == null
        || entry.checkedAt() < allForgotten
        || entry.checkedAt() < forgotten.getOrDefault(entry.account().id(), Long.MIN_VALUE)) {
      return Optional.empty();
    }
    return Optional.of(new Proven(entry.account(), entry.credential()));
  }

  /// A client that repeats the same revoked app password is not guessing: it is refused without
  /// being counted again, or one forgotten laptop would slow down its whole office.
  void refuse(ByteBuffer key, long checkedAt) {
    refused.put(key, checkedAt);
  }

  boolean isRefused(ByteBuffer key) {
    Long checkedAt = refused.getIfPresent(key);
    return checkedAt != null && checkedAt == changes.get();
  }

  /// To be called after every committed change of an account, its password, its app passwords or
  /// its sessions.
  public void forget(AccountId account) {
    forgotten.put(account, changes.incrementAndGet());
  }

  /// To be called when changes by other processes may have gone unheard.
  public void forgetAll() {
    allForgotten = changes.incrementAndGet();
  }
}
