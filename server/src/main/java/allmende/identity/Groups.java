package allmende.identity;

import allmende.platform.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Jdbi;

/// Groups of people, and who belongs to them.
public final class Groups {
  private static final int LONGEST_NAME = 128;

  private final Jdbi jdbi;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public Groups(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Called after every committed change of who belongs where, in this process.
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /// @throws Problem.Exists when there is a group of that name, in any case
  public Group create(String name) {
    String stripped = name.strip();
    if (stripped.isEmpty()
        || stripped.length() > LONGEST_NAME
        || stripped.chars().anyMatch(Character::isISOControl)) {
      throw new Problem.Invalid("A group's name has 1 to 128 characters, all of them printable.");
    }
    return jdbi.withHandle(handle ->
            handle
                .createQuery(
                    """
                    INSERT INTO identity.groups (name, name_key) VALUES (?, ?)
                    ON CONFLICT (name_key) DO NOTHING RETURNING id
                    """)
                .bind(0, stripped)
                .bind(1, AccountName.key(stripped))
                .mapTo(Long.class)
                .findOne())
        .map(id -> new Group(new GroupId(id), stripped))
        .orElseThrow(() -> new Problem.Exists("There is a group of this name already."));
  }

  public Optional<Group> byName(String name) {
    if (!AccountName.plausible(name)) {
      return Optional.empty();
    }
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT id, name FROM identity.groups WHERE name_key = ?")
            .bind(0, AccountName.key(name.strip()))
            .map((rs, ctx) -> new Group(new GroupId(rs.getLong(1)), rs.getString(2)))
            .findOne());
  }

  public boolean exists(GroupId group) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT EXISTS (SELECT FROM identity.groups WHERE id = ?)")
            .bind(0, group.value())
            .mapTo(Boolean.class)
            .one());
  }

  /// Somebody may be added twice; once is enough.
  public void addMember(GroupId group, AccountId account) {
    jdbi.useTransaction(handle -> {
      int there =
          handle
              .createQuery(
                  """
                  SELECT count(*) FROM identity.groups g, identity.accounts a WHERE g.id = ? AND a.id = ?
                  """)
              .bind(0, group.value())
              .bind(1, account.value())
              .mapTo(Integer.class)
              .one();
      if (there == 0) {
        throw new Problem.NotFound("There is no such group or person.");
      }
      handle.execute(
          """
          INSERT INTO identity.group_members (group_id, account_id) VALUES (?, ?) ON CONFLICT DO NOTHING
          """,
          group.value(),
          account.value());
    });
    listeners.forEach(Runnable::run);
  }

  public void removeMember(GroupId group, AccountId account) {
    jdbi.useHandle(handle ->
        handle.execute(
            "DELETE FROM identity.group_members WHERE group_id = ? AND account_id = ?",
            group.value(),
            account.value()));
    listeners.forEach(Runnable::run);
  }

  /// The groups that somebody belongs to, by name.
  public List<Group> of(AccountId account) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT g.id, g.name FROM identity.groups g
                JOIN identity.group_members m ON m.group_id = g.id
                WHERE m.account_id = ? ORDER BY g.name_key
                """)
            .bind(0, account.value())
            .map((rs, ctx) -> new Group(new GroupId(rs.getLong(1)), rs.getString(2)))
            .list());
  }
}
