package allmende.spaces;

import allmende.identity.Account;
import allmende.identity.AccountId;
import allmende.identity.Actor;
import allmende.identity.Author;
import allmende.identity.Group;
import allmende.identity.GroupId;
import allmende.identity.Groups;
import allmende.identity.People;
import allmende.platform.events.Events;
import allmende.platform.problem.Problem;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The spaces, who belongs to them, and with which role.
///
/// [#of] is asked with every request and remembers its answers for a minute; any change makes it
/// forget them all at once.
public final class Spaces {
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final long MOST = 20_000;
  private static final String COLUMNS = "s.id, s.kind, s.name, s.quota";

  private record Remembered(List<Membership> memberships, long readAt) {}

  private final Jdbi jdbi;
  private final Clock clock;
  private final People people;
  private final Groups groups;
  private final Events events;
  private final Cache<AccountId, Remembered> remembered;
  private final AtomicLong changes = new AtomicLong();

  public Spaces(Jdbi jdbi, Clock clock, People people, Groups groups, Events events) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.people = people;
    this.groups = groups;
    this.events = events;
    this.remembered =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(KEPT)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
    groups.onChange(this::changed);
  }

  /// Where somebody belongs: their personal space first, made when first asked for, then the teams
  /// by name.
  ///
  /// @throws Problem.NotFound when there is no such account
  public List<Membership> of(AccountId account) {
    Remembered known = remembered.getIfPresent(account);
    if (known != null && known.readAt() == changes.get()) {
      return known.memberships();
    }
    long now = changes.get();
    List<Membership> memberships = new ArrayList<>();
    memberships.add(new Membership(personal(account), Role.MANAGER));
    memberships.addAll(teams(account));
    List<Membership> found = List.copyOf(memberships);
    remembered.put(account, new Remembered(found, now));
    return found;
  }

  /// Somebody's place in one space, if they have one.
  public Optional<Membership> membership(AccountId account, SpaceId space) {
    return of(account).stream().filter(m -> m.space().id().equals(space)).findFirst();
  }

  public Optional<Space> byId(SpaceId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT " + COLUMNS + " FROM spaces.spaces s WHERE s.id = ?")
            .bind(0, id.value())
            .map(Spaces::space)
            .findOne());
  }

  /// The teams' spaces that somebody belongs to and in whose names every word of the text begins
  /// one, by name; cases, accents and umlauts do not matter (`V037__names.sql`).
  public List<Space> find(AccountId account, String text) {
    Long[] mine = of(account).stream().map(one -> one.space().id().value()).toArray(Long[]::new);
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + """
                     FROM spaces.spaces s WHERE s.id = ANY(:mine) AND s.kind = 'TEAM'
                      AND cardinality(names.words(:text)) > 0
                      AND names.match(s.name, names.words(:text)) ORDER BY s.name_key
                    """)
            .bind("mine", mine)
            .bind("text", text.replace("\0", ""))
            .map(Spaces::space)
            .list());
  }

  /// A team's space, by its name in any case.
  public Optional<Space> byName(String name) {
    if (name.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + " FROM spaces.spaces s WHERE s.kind = 'TEAM' AND s.name_key = ?")
            .bind(0, SpaceName.key(name))
            .map(Spaces::space)
            .findOne());
  }

  /// Makes a team's space, with its maker as the manager.
  ///
  /// @param quota in bytes, or null for no limit
  /// @throws Problem.Denied to all but administrators
  /// @throws Problem.Exists when there is a team of that name, in any case
  public Space makeTeam(Actor actor, String name, @Nullable Long quota) {
    Author by = Author.administrator(actor);
    String checked = SpaceName.checked(name);
    requireQuota(quota);
    Space made =
        jdbi.inTransaction(handle -> {
          Space space =
              handle
                  .createQuery(
                      """
                      INSERT INTO spaces.spaces AS s (kind, name, name_key, quota, created_at)
                      VALUES ('TEAM', :name, :key, :quota, :now)
                      ON CONFLICT (name_key) WHERE kind = 'TEAM' DO NOTHING
                      RETURNING
                      """
                          + COLUMNS)
                  .bind("name", checked)
                  .bind("key", SpaceName.key(checked))
                  .bind("quota", quota)
                  .bind("now", clock.instant())
                  .map(Spaces::space)
                  .findOne()
                  .orElseThrow(() -> new Problem.Exists("There is a space of this name already."));
          putAccount(handle, space.id(), actor.account().id(), Role.MANAGER);
          note(handle, by, "space.created", space, quotaWords(quota));
          return space;
        });
    changed();
    return made;
  }

  /// Gives an account a role in a team's space.
  ///
  /// @throws Problem.Denied to all but its managers and administrators
  /// @throws Problem.Conflict when the last manager would go
  public void setMember(Actor actor, SpaceId space, AccountId account, Role role) {
    Managed managed = requireTeamManager(actor, space);
    Account member =
        people.byId(account).orElseThrow(() -> new Problem.NotFound("There is no such person."));
    change(
        managed,
        "space.member-set",
        member.name() + ", " + role,
        handle -> putAccount(handle, space, account, role));
  }

  /// As [#setMember], for everybody in a group.
  public void setGroup(Actor actor, SpaceId space, GroupId group, Role role) {
    Managed managed = requireTeamManager(actor, space);
    change(
        managed,
        "space.group-set",
        nameOf(group) + ", " + role,
        handle ->
            handle.execute(
                """
                INSERT INTO spaces.members (space_id, group_id, role) VALUES (?, ?, ?)
                ON CONFLICT (space_id, group_id) WHERE group_id IS NOT NULL DO UPDATE SET role = excluded.role
                """,
                space.value(),
                group.value(),
                role.name()));
  }

  /// Takes an account's own role away; what it has through groups stays.
  ///
  /// @throws Problem.NotFound when it has none
  /// @throws Problem.Conflict when the last manager would go
  public void removeMember(Actor actor, SpaceId space, AccountId account) {
    Managed managed = requireTeamManager(actor, space);
    change(
        managed,
        "space.member-removed",
        people.byId(account).map(Account::name).orElse(""),
        handle -> {
          int gone =
              handle.execute(
                  "DELETE FROM spaces.members WHERE space_id = ? AND account_id = ?",
                  space.value(),
                  account.value());
          requireGone(gone);
        });
  }

  /// As [#removeMember], for a group.
  public void removeGroup(Actor actor, SpaceId space, GroupId group) {
    Managed managed = requireTeamManager(actor, space);
    change(
        managed,
        "space.group-removed",
        nameOf(group),
        handle -> {
          int gone =
              handle.execute(
                  "DELETE FROM spaces.members WHERE space_id = ? AND group_id = ?",
                  space.value(),
                  group.value());
          requireGone(gone);
        });
  }

  /// The accounts with a role of their own in a team's space, the first added first.
  ///
  /// @throws Problem.Denied to all but its managers and administrators
  public List<Member> members(Actor actor, SpaceId space) {
    requireTeamManager(actor, space);
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT account_id, role FROM spaces.members
                WHERE space_id = ? AND account_id IS NOT NULL ORDER BY account_id
                """)
            .bind(0, space.value())
            .map((rs, ctx) ->
                new Member(new AccountId(rs.getLong(1)), Role.valueOf(rs.getString(2))))
            .list());
  }

  /// As [#members], for the groups with a role.
  public List<GroupMember> groups(Actor actor, SpaceId space) {
    requireTeamManager(actor, space);
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT group_id, role FROM spaces.members
                WHERE space_id = ? AND group_id IS NOT NULL ORDER BY group_id
                """)
            .bind(0, space.value())
            .map((rs, ctx) ->
                new GroupMember(new GroupId(rs.getLong(1)), Role.valueOf(rs.getString(2))))
            .list());
  }

  /// Who belongs to a space, as everybody may know who belongs there, too: those who work together
  /// know with whom.
  public record Belonging(List<Member> people, List<GroupMember> groups) {}

  /// @throws Problem.NotFound to those who do not belong there
  public Belonging belonging(AccountId asker, SpaceId space) {
    if (membership(asker, space).isEmpty()) {
      throw noSuchSpace();
    }
    List<Member> people = new ArrayList<>();
    List<GroupMember> groups = new ArrayList<>();
    jdbi.useHandle(handle ->
        handle
            .createQuery(
                """
                SELECT account_id, group_id, role FROM spaces.members
                WHERE space_id = ? ORDER BY account_id, group_id
                """)
            .bind(0, space.value())
            .map((rs, _) -> {
              Role role = Role.valueOf(rs.getString(3));
              Long account = rs.getObject(1, Long.class);
              return account == null
                  ? groups.add(new GroupMember(new GroupId(rs.getLong(2)), role))
                  : people.add(new Member(new AccountId(account), role));
            })
            .list());
    return new Belonging(List.copyOf(people), List.copyOf(groups));
  }

  /// Every team's space, by name, whether one belongs there or not.
  ///
  /// @throws Problem.Denied to all but administrators
  public List<Space> teams(Actor actor) {
    actor.requireAdministrator();
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + " FROM spaces.spaces s WHERE s.kind = 'TEAM' ORDER BY s.name_key")
            .map(Spaces::space)
            .list());
  }

  /// As [#setQuota(Author, SpaceId, Long)], asked for by a person.
  ///
  /// @throws Problem.Denied to all but administrators
  public void setQuota(Actor actor, SpaceId space, @Nullable Long quota) {
    setQuota(Author.administrator(actor), space, quota);
  }

  /// Sets how much a space may hold; whoever calls has decided that it may be set.
  ///
  /// @param quota in bytes, or null for no limit; less than is used is allowed, and only stops
  ///   growth
  public void setQuota(Author by, SpaceId space, @Nullable Long quota) {
    requireQuota(quota);
    jdbi.useTransaction(handle -> {
      Space changed =
          handle
              .createQuery(
                  "UPDATE spaces.spaces s SET quota = :quota WHERE s.id = :id RETURNING " + COLUMNS)
              .bind("quota", quota)
              .bind("id", space.value())
              .map(Spaces::space)
              .findOne()
              .orElseThrow(Spaces::noSuchSpace);
      note(handle, by, "space.quota-set", changed, quotaWords(quota));
    });
    changed();
  }

  /// To be called when another process has changed who belongs where.
  public void forget() {
    changed();
  }

  private Space personal(AccountId account) {
    Optional<Space> there = jdbi.withHandle(handle -> personal(handle, account));
    if (there.isPresent()) {
      return there.get();
    }
    Account owner =
        people.byId(account).orElseThrow(() -> new Problem.NotFound("There is no such person."));
    // Two requests may come here at once: the index lets one row in, and both read that one.
    return jdbi.withHandle(handle -> {
      handle.execute(
          """
          INSERT INTO spaces.spaces (kind, name, name_key, owner, created_at)
          VALUES ('PERSONAL', ?, ?, ?, ?)
          ON CONFLICT (owner) WHERE kind = 'PERSONAL' DO NOTHING
          """,
          owner.name(),
          SpaceName.key(owner.name()),
          account.value(),
          clock.instant());
      return personal(handle, account).orElseThrow(Spaces::noSuchSpace);
    });
  }

  private static Optional<Space> personal(Handle handle, AccountId account) {
    return handle
        .createQuery(
            "SELECT " + COLUMNS + " FROM spaces.spaces s WHERE s.kind = 'PERSONAL' AND s.owner = ?")
        .bind(0, account.value())
        .map(Spaces::space)
        .findOne();
  }

  private List<Membership> teams(AccountId account) {
    Long[] groupIds =
        groups.of(account).stream().map(group -> group.id().value()).toArray(Long[]::new);
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + """
                    , max(CASE m.role WHEN 'MANAGER' THEN 2 WHEN 'EDITOR' THEN 1 ELSE 0 END) AS role
                    FROM spaces.spaces s JOIN spaces.members m ON m.space_id = s.id
                    WHERE m.account_id = ? OR m.group_id = ANY(?)
                    GROUP BY s.id ORDER BY s.name_key
                    """)
            .bind(0, account.value())
            .bind(1, groupIds)
            .map((rs, ctx) -> {
              Role role =
                  switch (rs.getInt("role")) {
                    case 2 -> Role.MANAGER;
                    case 1 -> Role.EDITOR;
                    default -> Role.VIEWER;
                  };
              return new Membership(space(rs, ctx), role);
            })
            .list());
  }

  /// A team's space that somebody may change, and by which right they do.
  private record Managed(Space space, Author by) {}

  private Managed requireTeamManager(Actor actor, SpaceId id) {
    Optional<Membership> membership = membership(actor.account().id(), id);
    Optional<Space> space =
        actor.account().administrator() ? byId(id) : membership.map(Membership::space);
    if (space.isEmpty()) {
      throw noSuchSpace();
    }
    if (space.get().kind() == Kind.PERSONAL) {
      throw new Problem.Denied("A personal space has no members.");
    }
    boolean manager = membership.isPresent() && membership.get().role() == Role.MANAGER;
    if (!manager && !actor.account().administrator()) {
      throw new Problem.Denied("Only the managers of a space may do this.");
    }
    return new Managed(
        space.get(), Author.of(actor, manager ? Role.MANAGER.toString() : "administrator"));
  }

  private interface Change {
    void in(Handle handle);
  }

  /// Two managers who remove each other at once must not both succeed: the space's row is locked
  /// meanwhile.
  private void change(Managed managed, String kind, String detail, Change change) {
    SpaceId space = managed.space().id();
    jdbi.useTransaction(handle -> {
      boolean there =
          handle
              .createQuery("SELECT true FROM spaces.spaces WHERE id = ? FOR UPDATE")
              .bind(0, space.value())
              .mapTo(Boolean.class)
              .findOne()
              .isPresent();
      if (!there) {
        throw noSuchSpace();
      }
      change.in(handle);
      boolean hasManager =
          handle
              .createQuery(
                  "SELECT EXISTS (SELECT FROM spaces.members WHERE space_id = ? AND role = 'MANAGER')")
              .bind(0, space.value())
              .mapTo(Boolean.class)
              .one();
      if (!hasManager) {
        throw new Problem.Conflict("A space needs at least one manager.");
      }
      note(handle, managed.by(), kind, managed.space(), detail);
    });
    changed();
  }

  private void note(Handle handle, Author by, String kind, Space space, String detail) {
    events.append(handle, by.event(kind, space.id().value(), space.name(), detail));
  }

  private static String quotaWords(@Nullable Long quota) {
    return quota == null ? "no limit" : quota + " bytes";
  }

  private String nameOf(GroupId group) {
    Group found = groups.byIds(List.of(group)).get(group);
    if (found == null) {
      throw new Problem.NotFound("There is no such group.");
    }
    return found.name();
  }

  private void changed() {
    changes.incrementAndGet();
  }

  private static void putAccount(Handle handle, SpaceId space, AccountId account, Role role) {
    handle.execute(
        """
        INSERT INTO spaces.members (space_id, account_id, role) VALUES (?, ?, ?)
        ON CONFLICT (space_id, account_id) WHERE account_id IS NOT NULL DO UPDATE SET role = excluded.role
        """,
        space.value(),
        account.value(),
        role.name());
  }

  private static void requireGone(int rows) {
    if (rows == 0) {
      throw new Problem.NotFound("This is not a member of the space.");
    }
  }

  private static void requireQuota(@Nullable Long quota) {
    if (quota != null && quota < 0) {
      throw new Problem.Invalid("A quota is a number of bytes, not less than zero.");
    }
  }

  private static Problem noSuchSpace() {
    return new Problem.NotFound("There is no such space.");
  }

  private static Space space(ResultSet rs, StatementContext ctx) throws SQLException {
    return new Space(
        new SpaceId(rs.getLong("id")),
        Kind.valueOf(rs.getString("kind")),
        rs.getString("name"),
        rs.getObject("quota", Long.class));
  }
}
