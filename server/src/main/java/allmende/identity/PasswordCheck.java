package allmende.identity;

import allmende.platform.problem.Problem;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Checks a name and an account's own password: slow on purpose, throttled, and as slow for names
/// that nobody has.
public final class PasswordCheck {
  private record Stored(Account account, String password, boolean disabled) {}

  private final Jdbi jdbi;
  private final PasswordHash passwords;
  private final Throttle throttle;

  public PasswordCheck(Jdbi jdbi, PasswordHash passwords, Throttle throttle) {
    this.jdbi = jdbi;
    this.passwords = passwords;
    this.throttle = throttle;
  }

  /// Whose name and password these are, or empty.
  ///
  /// @param name a name or an e-mail address, in any case
  /// @throws Problem.TooManyAttempts while guessing is slowed down
  public Optional<Account> check(String name, String password, String address) {
    Optional<Stored> stored = find(name);
    Optional<AccountId> id = stored.map(s -> s.account().id());
    String bucket = stored.map(s -> s.account().name()).orElse(name);
    throttle.check(bucket, id, address);
    return passwords.inTurn(() -> {
      // Again: others may have failed while this one waited for its turn.
      throttle.check(bucket, id, address);
      boolean right =
          PasswordHash.matches(stored.map(Stored::password).orElse(passwords.nobodys()), password);
      if (right && stored.isPresent() && !stored.get().disabled()) {
        throttle.succeeded(stored.get().account().id(), address);
        return Optional.of(stored.get().account());
      }
      throttle.failed(bucket, address);
      return Optional.empty();
    });
  }

  private Optional<Stored> find(String name) {
    if (!AccountName.plausible(name)) {
      return Optional.empty();
    }
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT "
                    + AccountRow.COLUMNS
                    + """
                    , a.password, a.disabled FROM identity.accounts a
                     WHERE a.name_key = :key OR a.email_key = :key
                    """)
            .bind("key", AccountName.key(name))
            .map((rs, ctx) ->
                new Stored(
                    AccountRow.map(rs, ctx), rs.getString("password"), rs.getBoolean("disabled")))
            .findFirst());
  }
}
