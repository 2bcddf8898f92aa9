package allmende.identity;

import allmende.platform.events.Events;
import allmende.platform.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Groups of people, and who belongs to them.
public final class Groups {
  private static final int LONGEST_NAME = 128;
  private static final String UNIQUE_VIOLATION = "23505";

  private final Jdbi jdbi;
  private final Events events;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public Groups(Jdbi jdbi, Events events) {
    this.jdbi = jdbi;
    this.events = events;
  }

  /// Called after every committed change of who belongs where, in this process.
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /// @throws Problem.Exists when there is a group of that name, in any case
  public Group create(Author by, String name) {
    String stripped = checked(name);
    return jdbi.inTransaction(handle -> {
      GroupId id =
          handle
              .createQuery(
                  """
                  INSERT INTO identity.groups (name, name_key) VALUES (?, ?)
                  ON CONFLICT (name_key) DO NOTHING RETURNING id
                  """)
              .bind(0, stripped)
              .bind(1, AccountName.key(stripped))
              .mapTo(Long.class)
              .findOne()
              .map(GroupId::new)
              .orElseThrow(Groups::taken);
      events.append(handle, by.event("group.created", null, stripped, null));
      return new Group(id, stripped);
    });
  }

  /// Calls a group something else; who belongs to it, and what it may do, stays.
  ///
  /// @throws Problem.Exists when another group has that name, in any case
  public Group rename(Author by, GroupId group, String name) {
    String stripped = checked(name);
    try {
      jdbi.useTransaction(handle -> {
        String before = existing(handle, group).name();
        handle.execute(
            "UPDATE identity.groups SET name = ?, name_key = ? WHERE id = ?",
            stripped,
            AccountName.key(stripped),
            group.value());
        events.append(handle, by.event("group.renamed", null, stripped, "from " + before));
      });
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        throw taken();
      }
      throw e;
    }
    return new Group(group, stripped);
  }

  /// Removes a group; its members lose what they had through it alone.
  public void remove(Author by, GroupId group) {
    jdbi.useTransaction(handle -> {
      Group gone = existing(handle, group);
      handle.execute("DELETE FROM identity.groups WHERE id = ?", group.value());
      events.append(handle, by.event("group.removed", null, gone.name(), null));
    });
    listeners.forEach(Runnable::run);
  }

  /// Every group, by name.
  public List<Group> all() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT id, name FROM identity.groups ORDER BY name_key")
            .map(Groups::group)
            .list());
  }

  /// The groups whose name contains the text, by name.
  ///
  /// @param limit at most 200 are answered, whatever is asked for
  public List<Group> search(String text, int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT id, name FROM identity.groups WHERE name_key LIKE ? ORDER BY name_key LIMIT ?")
            .bind(0, "%" + AccountName.pattern(text) + "%")
            .bind(1, Math.clamp(limit, 0, 200))
            .map(Groups::group)
            .list());
  }

  /// Those of the ids that exist.
  public Map<GroupId, Group> byIds(Collection<GroupId> ids) {
    Long[] values = ids.stream().map(GroupId::value).toArray(Long[]::new);
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT id, name FROM identity.groups WHERE id = ANY(?)")
            .bind(0, values)
            .map(Groups::group)
            .list()
            .stream()
            .collect(Collectors.toMap(Group::id, each -> each)));
  }

  /// Who belongs to a group, by name.
  ///
  /// @throws Problem.NotFound when there is no such group
  public List<AccountId> members(GroupId group) {
    return jdbi.inTransaction(handle -> {
      existing(handle, group);
      return handle
          .createQuery(
              """
              SELECT a.id FROM identity.accounts a JOIN identity.group_members m ON m.account_id = a.id
              WHERE m.group_id = ? ORDER BY a.name_key
              """)
          .bind(0, group.value())
          .map((rs, ctx) -> new AccountId(rs.getLong(1)))
          .list();
    });
  }

  public Optional<Group> byName(String name) {
    if (!AccountName.plausible(name)) {
      return Optional.empty();
    }
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT id, name FROM identity.groups WHERE name_key = ?")
            .bind(0, AccountName.key(name.strip()))
            .map(Groups::group)
            .findOne());
  }

  /// Somebody may be added twice; once is enough.
  public void addMember(Author by, GroupId group, AccountId account) {
    change(
        by,
        "group.joined",
        group,
        account,
        "INSERT INTO identity.group_members (group_id, account_id) VALUES (?, ?) ON CONFLICT DO NOTHING");
  }

  /// Somebody who does not belong to it may be taken out of it: nothing happens.
  public void removeMember(Author by, GroupId group, AccountId account) {
    change(
        by,
        "group.left",
        group,
        account,
        "DELETE FROM identity.group_members WHERE group_id = ? AND account_id = ?");
  }

  private void change(Author by, String kind, GroupId group, AccountId account, String statement) {
    jdbi.useTransaction(handle -> {
      String name = existing(handle, group).name();
      String member =
          handle
              .createQuery("SELECT name FROM identity.accounts WHERE id = ?")
              .bind(0, account.value())
              .mapTo(String.class)
              .findOne()
              .orElseThrow(() -> new Problem.NotFound("There is no such person."));
      if (handle.execute(statement, group.value(), account.value()) > 0) {
        events.append(handle, by.event(kind, null, name, member));
      }
    });
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
            .map(Groups::group)
            .list());
  }

  private static String checked(String name) {
    String stripped = name.strip();
    if (stripped.isEmpty()
        || stripped.length() > LONGEST_NAME
        || stripped.chars().anyMatch(Character::isISOControl)) {
      throw new Problem.Invalid("A group's name has 1 to 128 characters, all of them printable.");
    }
    return stripped;
  }

  /// Locked until the transaction ends: what is said about it stays true.
  private static Group existing(Handle handle, GroupId group) {
    return handle
        .createQuery("SELECT id, name FROM identity.groups WHERE id = ? FOR NO KEY UPDATE")
        .bind(0, group.value())
        .map(Groups::group)
        .findOne()
        .orElseThrow(() -> new Problem.NotFound("There is no such group."));
  }

  private static Problem taken() {
    return new Problem.Exists("There is a group of this name already.");
  }

  private static Group group(ResultSet rs, StatementContext ctx) throws SQLException {
    return new Group(new GroupId(rs.getLong(1)), rs.getString(2));
  }
}
