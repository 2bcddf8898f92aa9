package allmende.identity;

import allmende.platform.events.Events;
import allmende.platform.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The people of this house: adding, finding and changing accounts.
public final class People {
  /// Serialises what must see all accounts at once: taking a name, and who is an administrator.
  private static final long ACCOUNTS_LOCK = 0x416C_6C6D_0001L;

  private static final String SELECT =
      "SELECT " + AccountRow.COLUMNS + " FROM identity.accounts a ";

  private final Jdbi jdbi;
  private final Clock clock;
  private final PasswordHash passwords;
  private final CheckedCredentials checked;
  private final Events events;

  public People(
      Jdbi jdbi, Clock clock, PasswordHash passwords, CheckedCredentials checked, Events events) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.passwords = passwords;
    this.checked = checked;
    this.events = events;
  }

  /// Adds a person.
  ///
  /// @param displayName blank for the name itself
  /// @throws Problem.Invalid for a name, e-mail address or password outside the rules
  /// @throws Problem.Exists when the name or the e-mail address is taken
  public Account add(
      Author by,
      String name,
      String displayName,
      @Nullable String email,
      String password,
      boolean administrator) {
    NewAccount fresh = prepare(name, displayName, email, password, administrator);
    return jdbi.inTransaction(handle -> {
      lock(handle);
      return insert(by, handle, fresh, clock.instant());
    });
  }

  /// Everything about an account that can be checked and computed before a transaction begins.
  record NewAccount(
      String name,
      String displayName,
      @Nullable String email,
      String passwordHash,
      boolean administrator) {}

  NewAccount prepare(
      String name,
      String displayName,
      @Nullable String email,
      String password,
      boolean administrator) {
    String checkedName = AccountName.checked(name);
    return new NewAccount(
        checkedName,
        AccountName.checkedDisplay(displayName, checkedName),
        AccountName.checkedEmail(email),
        passwords.hash(PasswordHash.checked(password)),
        administrator);
  }

  static void lock(Handle handle) {
    handle.execute("SELECT pg_advisory_xact_lock(?)", ACCOUNTS_LOCK);
  }

  /// The caller holds the lock.
  Account insert(Author by, Handle handle, NewAccount fresh, Instant now) {
    refuseTaken(handle, fresh.name(), Optional.empty());
    if (fresh.email() != null) {
      refuseTaken(handle, fresh.email(), Optional.empty());
    }
    Account added =
        handle
            .createQuery(
                """
                INSERT INTO identity.accounts AS a
                  (name, name_key, display_name, email, email_key, search_key, administrator, password, created_at)
                VALUES (:name, :nameKey, :displayName, :email, :emailKey, :searchKey, :administrator, :password, :now)
                RETURNING
                """
                    + AccountRow.COLUMNS)
            .bind("name", fresh.name())
            .bind("nameKey", AccountName.key(fresh.name()))
            .bind("displayName", fresh.displayName())
            .bind("email", fresh.email())
            .bind("emailKey", keyOf(fresh.email()))
            .bind("searchKey", searchKey(fresh.name(), fresh.displayName(), fresh.email()))
            .bind("administrator", fresh.administrator())
            .bind("password", fresh.passwordHash())
            .bind("now", now)
            .map(AccountRow::map)
            .one();
    note(handle, by, "person.added", added, fresh.administrator() ? "administrator" : null);
    return added;
  }

  private void note(
      Handle handle, Author by, String kind, Account account, @Nullable String detail) {
    events.append(handle, by.event(kind, null, account.name(), detail));
  }

  /// By name, in any case; not by e-mail address.
  public Optional<Account> byName(String name) {
    if (!AccountName.plausible(name)) {
      return Optional.empty();
    }
    return jdbi.withHandle(handle ->
        handle
            .createQuery(SELECT + "WHERE a.name_key = ?")
            .bind(0, AccountName.key(name))
            .map(AccountRow::map)
            .findOne());
  }

  public Optional<Account> byId(AccountId id) {
    return Optional.ofNullable(byIds(List.of(id)).get(id));
  }

  /// As [#byId], but only somebody who may come in.
  public Optional<Account> enabled(AccountId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(SELECT + "WHERE a.id = ? AND NOT a.disabled")
            .bind(0, id.value())
            .map(AccountRow::map)
            .findOne());
  }

  /// Those of the ids that exist.
  public Map<AccountId, Account> byIds(Collection<AccountId> ids) {
    Long[] values = ids.stream().map(AccountId::value).toArray(Long[]::new);
    return jdbi.withHandle(handle ->
        handle
            .createQuery(SELECT + "WHERE a.id = ANY(?)")
            .bind(0, values)
            .map(AccountRow::map)
            .list()
            .stream()
            .collect(Collectors.toMap(Account::id, account -> account)));
  }

  /// Everybody, by name.
  public List<Account> all() {
    return jdbi.withHandle(
        handle -> handle.createQuery(SELECT + "ORDER BY a.name_key").map(AccountRow::map).list());
  }

  /// Those who can sign in and whose name, display name or e-mail address contains the text.
  ///
  /// @param limit at most 200 are answered, whatever is asked for
  public List<Account> search(String text, int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                SELECT + "WHERE a.search_key LIKE ? AND NOT a.disabled ORDER BY a.name_key LIMIT ?")
            .bind(0, "%" + AccountName.pattern(text) + "%")
            .bind(1, Math.clamp(limit, 0, 200))
            .map(AccountRow::map)
            .list());
  }

  /// Those who can sign in and in whose name or display name every word of the text begins one;
  /// cases, accents and umlauts do not matter (`V037__names.sql`). Nobody for less than two
  /// letters.
  public List<Account> find(String text, int limit) {
    String wanted = text.replace("\0", "");
    if (wanted.strip().length() < 2) {
      return List.of();
    }
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                SELECT
                    + """
                    WHERE NOT a.disabled AND cardinality(names.words(:text)) > 0
                      AND names.match(a.display_name || ' ' || a.name, names.words(:text))
                    ORDER BY a.name_key LIMIT :limit
                    """)
            .bind("text", wanted)
            .bind("limit", limit)
            .map(AccountRow::map)
            .list());
  }

  /// Changes how somebody is shown and written to.
  ///
  /// @throws Problem.Exists when the e-mail address is somebody else's
  public Account update(
      Author by,
      AccountId id,
      String displayName,
      @Nullable String email,
      @Nullable String language) {
    if (language != null && !language.equals("de") && !language.equals("en")) {
      throw new Problem.Invalid("The language is de or en.");
    }
    String checkedEmail = AccountName.checkedEmail(email);
    Account changed =
        jdbi.inTransaction(handle -> {
          lock(handle);
          Account before = existing(handle, id);
          if (checkedEmail != null) {
            refuseTaken(handle, checkedEmail, Optional.of(id));
          }
          String display = AccountName.checkedDisplay(displayName, before.name());
          note(handle, by, "person.changed", before, null);
          return handle
              .createQuery(
                  """
                  UPDATE identity.accounts a
                  SET display_name = :displayName, email = :email, email_key = :emailKey,
                      search_key = :searchKey, language = :language
                  WHERE a.id = :id RETURNING
                  """
                      + AccountRow.COLUMNS)
              .bind("displayName", display)
              .bind("email", checkedEmail)
              .bind("emailKey", keyOf(checkedEmail))
              .bind("searchKey", searchKey(before.name(), display, checkedEmail))
              .bind("language", language)
              .bind("id", id.value())
              .map(AccountRow::map)
              .one();
        });
    checked.forget(id);
    return changed;
  }

  /// Sets a new password; all sessions end but the one that asked, and no half-granted login flow
  /// survives. App passwords stay: each is revoked on its own.
  public void changePassword(
      Author by, AccountId id, String password, Optional<Credential.Session> keep) {
    String hash = passwords.hash(PasswordHash.checked(password));
    jdbi.useTransaction(handle -> {
      note(handle, by, "person.password-changed", existing(handle, id), null);
      handle.execute("UPDATE identity.accounts SET password = ? WHERE id = ?", hash, id.value());
      handle.execute(
          "DELETE FROM identity.sessions WHERE account_id = ? AND token_hash <> ?",
          id.value(),
          keep.map(Sessions::hashOf).orElse(new byte[0]));
      handle.execute("DELETE FROM identity.login_flows WHERE granted_by = ?", id.value());
    });
    checked.forget(id);
  }

  /// Lets somebody in no more, by any credential, or lets them in again.
  ///
  /// @throws Problem.Conflict for the last administrator
  public void setDisabled(Author by, AccountId id, boolean disabled) {
    jdbi.useTransaction(handle -> {
      lock(handle);
      Account before = existing(handle, id);
      int changed =
          handle.execute(
              "UPDATE identity.accounts SET disabled = ? WHERE id = ? AND disabled <> ?",
              disabled,
              id.value(),
              disabled);
      if (changed > 0) {
        note(handle, by, disabled ? "person.disabled" : "person.enabled", before, null);
      }
      if (disabled) {
        handle.execute("DELETE FROM identity.sessions WHERE account_id = ?", id.value());
        handle.execute("DELETE FROM identity.login_flows WHERE granted_by = ?", id.value());
        if (before.administrator()) {
          refuseWithoutAdministrator(handle);
        }
      }
    });
    checked.forget(id);
  }

  /// Makes somebody an administrator, or one no more.
  ///
  /// @throws Problem.Conflict when the last administrator would go
  public void setAdministrator(Author by, AccountId id, boolean administrator) {
    jdbi.useTransaction(handle -> {
      lock(handle);
      Account before = existing(handle, id);
      handle.execute(
          "UPDATE identity.accounts SET administrator = ? WHERE id = ?", administrator, id.value());
      if (before.administrator() != administrator) {
        String kind = administrator ? "person.administrator-made" : "person.administrator-ended";
        note(handle, by, kind, before, null);
      }
      if (!administrator && before.administrator()) {
        refuseWithoutAdministrator(handle);
      }
    });
    checked.forget(id);
  }

  static boolean hasAdministrator(Handle handle) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM identity.accounts WHERE administrator AND NOT disabled)")
        .mapTo(Boolean.class)
        .one();
  }

  private static void refuseWithoutAdministrator(Handle handle) {
    if (!hasAdministrator(handle)) {
      throw new Problem.Conflict("This is the last administrator.");
    }
  }

  private static Account existing(Handle handle, AccountId id) {
    return handle
        .createQuery(SELECT + "WHERE a.id = ? FOR UPDATE")
        .bind(0, id.value())
        .map(AccountRow::map)
        .findOne()
        .orElseThrow(() -> new Problem.NotFound("There is no such person."));
  }

  /// A name and an e-mail address both sign in, so neither may be anybody else's other one.
  private static void refuseTaken(Handle handle, String text, Optional<AccountId> except) {
    boolean taken =
        handle
            .createQuery(
                """
                SELECT EXISTS (SELECT FROM identity.accounts
                               WHERE (name_key = :key OR email_key = :key) AND id <> :except)
                """)
            .bind("key", AccountName.key(text))
            .bind("except", except.map(AccountId::value).orElse(-1L))
            .mapTo(Boolean.class)
            .one();
    if (taken) {
      throw new Problem.Exists("Somebody has this name or e-mail address already.");
    }
  }

  private static @Nullable String keyOf(@Nullable String email) {
    return email == null ? null : AccountName.key(email);
  }

  private static String searchKey(String name, String displayName, @Nullable String email) {
    // A line break between them, so that no search runs across two.
    return AccountName.key(name + "\n" + displayName + "\n" + (email == null ? "" : email));
  }
}
