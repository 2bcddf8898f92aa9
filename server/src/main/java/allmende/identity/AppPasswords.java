package allmende.identity;

import allmende.platform.events.Events;
import allmende.platform.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// One password per client, each of which can be revoked on its own.
public final class AppPasswords {
  private static final int LONGEST_LABEL = 100;

  private final Jdbi jdbi;
  private final Clock clock;
  private final CheckedCredentials checked;
  private final Events events;

  public AppPasswords(Jdbi jdbi, Clock clock, CheckedCredentials checked, Events events) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.checked = checked;
    this.events = events;
  }

  /// A new app password. The secret is nowhere else: only its hash is stored.
  public record Made(long id, String secret) {
    @Override
    public String toString() {
      return "app password " + id;
    }
  }

  /// What can be shown about an app password afterwards; the last use is exact to five minutes.
  public record AppPassword(
      long id,
      String label,
      Instant createdAt,
      @Nullable Instant lastUsedAt,
      @Nullable String lastClient) {}

  /// Makes one for whoever asks.
  ///
  /// @throws Problem.Denied to a client that itself came in with an app password: what is revoked
  ///   must stay out
  public Made make(Actor actor, String label) {
    if (actor.credential() instanceof Credential.AppPassword) {
      throw new Problem.Denied("An app cannot make further app passwords.");
    }
    return make(Author.of(actor, "owner"), actor.account().id(), label);
  }

  /// Makes one for somebody, as the command line does.
  ///
  /// @param label what its owner will know it by, at most 100 characters
  public Made make(Author by, AccountId account, String label) {
    String stripped = label.strip();
    if (stripped.isEmpty()
        || stripped.length() > LONGEST_LABEL
        || stripped.chars().anyMatch(Character::isISOControl)) {
      throw new Problem.Invalid("A label has 1 to 100 characters, all of them printable.");
    }
    return jdbi.inTransaction(handle -> make(by, handle, account, stripped, clock.instant()));
  }

  Made make(Author by, Handle handle, AccountId account, String label, Instant now) {
    String secret = AppPasswordSecret.fresh();
    long id =
        handle
            .createQuery(
                """
                INSERT INTO identity.app_passwords (account_id, label, secret_hash, created_at)
                VALUES (?, ?, ?, ?) RETURNING id
                """)
            .bind(0, account.value())
            .bind(1, label)
            .bind(2, RandomToken.hash(secret))
            .bind(3, now)
            .mapTo(Long.class)
            .one();
    note(by, handle, "app-password.made", account, label);
    return new Made(id, secret);
  }

  /// Somebody's app passwords, the newest first.
  public List<AppPassword> of(AccountId account) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT id, label, created_at, last_used_at, last_client
                FROM identity.app_passwords WHERE account_id = ? ORDER BY id DESC
                """)
            .bind(0, account.value())
            .map((rs, ctx) -> {
              OffsetDateTime used = rs.getObject("last_used_at", OffsetDateTime.class);
              return new AppPassword(
                  rs.getLong("id"),
                  rs.getString("label"),
                  rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                  used == null ? null : used.toInstant(),
                  rs.getString("last_client"));
            })
            .list());
  }

  /// Works at once: the next request with it is refused.
  ///
  /// @throws Problem.NotFound when it is not this account's
  public void revoke(Author by, AccountId account, long id) {
    jdbi.useTransaction(handle -> {
      String label =
          handle
              .createQuery(
                  "DELETE FROM identity.app_passwords WHERE id = ? AND account_id = ? RETURNING label")
              .bind(0, id)
              .bind(1, account.value())
              .mapTo(String.class)
              .findOne()
              .orElseThrow(() -> new Problem.NotFound("There is no such app password."));
      note(by, handle, "app-password.revoked", account, label);
    });
    checked.forget(account);
  }

  private void note(Author by, Handle handle, String kind, AccountId account, String label) {
    String owner =
        handle
            .createQuery("SELECT name FROM identity.accounts WHERE id = ?")
            .bind(0, account.value())
            .mapTo(String.class)
            .one();
    events.append(handle, by.event(kind, null, owner, label));
  }
}
