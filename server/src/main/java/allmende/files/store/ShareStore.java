package allmende.files.store;

import allmende.files.FileId;
import allmende.files.Rights;
import allmende.files.Share;
import allmende.files.ShareId;
import allmende.identity.AccountId;
import allmende.identity.GroupId;
import allmende.spaces.SpaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Statements on what is shared with people and groups.
public final class ShareStore {
  private static final String COLUMNS =
      "s.id, s.node, s.giver, s.account, s.group_id, s.rights, s.note, s.expires, s.made";

  private static final String READ = "select " + COLUMNS + " from files.share s";

  /// A share as one of its receivers has it.
  ///
  /// @param space that the node is in
  /// @param called what the node is called where it is
  /// @param name what it is called with the receiver; null until they have looked
  public record Arrived(
      Share share, SpaceId space, String called, boolean folder, @Nullable String name) {}

  /// Writes a new share down; its own number is drawn here, whatever the given one is. Empty when
  /// its giver has given the same to the same.
  public Optional<ShareId> add(Handle transaction, Share share) {
    @Nullable Long account = null;
    @Nullable Long group = null;
    switch (share.with()) {
      case Share.With.Person(AccountId id) -> account = id.value();
      case Share.With.Team(GroupId id) -> group = id.value();
    }
    return transaction
        .createQuery(
            """
            insert into files.share (node, giver, account, group_id, rights, note, expires, made)
            values (:node, :giver, :account, :group, :rights, :note, :expires, :made)
            on conflict do nothing returning id
            """)
        .bind("node", share.node().value())
        .bind("giver", share.giver().value())
        .bindBySqlType("account", account, Types.BIGINT)
        .bindBySqlType("group", group, Types.BIGINT)
        .bind("rights", share.rights().bits())
        .bind("note", share.note())
        .bindBySqlType(
            "expires",
            share.expires().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .bind("made", share.made().atOffset(ZoneOffset.UTC))
        .mapTo(Long.class)
        .findOne()
        .map(ShareId::new);
  }

  /// Gives a share other settings. False when it is gone.
  public boolean change(Handle transaction, Share share) {
    return transaction
            .createUpdate(
                "update files.share set rights = :rights, note = :note, expires = :expires where id = :id")
            .bind("id", share.id().value())
            .bind("rights", share.rights().bits())
            .bind("note", share.note())
            .bindBySqlType(
                "expires",
                share.expires().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .execute()
        == 1;
  }

  public boolean remove(Handle transaction, ShareId id) {
    return transaction.execute("delete from files.share where id = ?", id.value()) == 1;
  }

  public Optional<Share> find(Handle handle, ShareId id) {
    return handle
        .createQuery(READ + " where s.id = ?")
        .bind(0, id.value())
        .map((row, _) -> share(row))
        .findOne();
  }

  /// As [#find], and keeps others from changing it until the transaction ends.
  public Optional<Share> hold(Handle transaction, ShareId id) {
    return transaction
        .createQuery(READ + " where s.id = ? for update")
        .bind(0, id.value())
        .map((row, _) -> share(row))
        .findOne();
  }

  /// The shares of some nodes, the oldest first.
  public List<Share> of(Handle handle, Collection<FileId> nodes) {
    return handle
        .createQuery(READ + " where s.node = any(:nodes) order by s.id")
        .bindArray("nodes", Long.class, nodes.stream().map(FileId::value).toList())
        .map((row, _) -> share(row))
        .list();
  }

  /// The shares that somebody gave, the newest first.
  public List<Share> givenBy(Handle handle, AccountId giver) {
    return handle
        .createQuery(READ + " where s.giver = ? order by s.id desc")
        .bind(0, giver.value())
        .map((row, _) -> share(row))
        .list();
  }

  /// How many shares a node has; other givers of it wait until the transaction ends.
  public long count(Handle transaction, FileId node) {
    transaction
        .createQuery("select id from files.node where id = ? for no key update")
        .bind(0, node.value())
        .mapTo(Long.class)
        .findOne();
    return transaction
        .createQuery("select count(*) from files.share where node = ?")
        .bind(0, node.value())
        .mapTo(Long.class)
        .one();
  }

  /// What others share with somebody or their groups and they have not left, the oldest first.
  public List<Arrived> arrived(Handle handle, AccountId account, Collection<GroupId> groups) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + """
                , n.space, n.name as called, n.folder, r.name from files.share s
                join files.node n on n.id = s.node
                left join files.received r on r.share = s.id and r.account = :account
                where (s.account = :account or s.group_id = any(:groups)) and s.giver <> :account
                  and r.gone is not true order by s.id
                """)
        .bind("account", account.value())
        .bindArray("groups", Long.class, groups.stream().map(GroupId::value).toList())
        .map((row, _) ->
            new Arrived(
                share(row),
                new SpaceId(row.getLong("space")),
                row.getString("called"),
                row.getBoolean("folder"),
                row.getString("name")))
        .list();
  }

  /// Others who would name somebody's received things wait until the transaction ends.
  public void enter(Handle transaction, AccountId account) {
    transaction.execute("select pg_advisory_xact_lock(9, ?::int)", account.value());
  }

  /// Notes what a share is called with a receiver.
  public void name(Handle transaction, ShareId share, AccountId account, String name, String key) {
    transaction.execute(
        """
        insert into files.received (share, account, name, key) values (?, ?, ?, ?)
        on conflict (share, account) do update set name = excluded.name, key = excluded.key
        """,
        share.value(),
        account.value(),
        name,
        key);
  }

  /// Calls something else what a receiver has received.
  public void rename(Handle transaction, FileId node, AccountId account, String name, String key) {
    transaction.execute(
        """
        update files.received set name = ?, key = ?
        where account = ? and share in (select id from files.share where node = ?)
        """,
        name,
        key,
        account.value(),
        node.value());
  }

  /// Notes that a receiver does not want a share any more.
  public void leave(Handle transaction, ShareId share, AccountId account) {
    transaction.execute(
        "update files.received set gone = true where share = ? and account = ?",
        share.value(),
        account.value());
  }

  private static Share share(ResultSet row) throws SQLException {
    long account = row.getLong("account");
    Share.With with =
        row.wasNull()
            ? new Share.With.Team(new GroupId(row.getLong("group_id")))
            : new Share.With.Person(new AccountId(account));
    return new Share(
        new ShareId(row.getLong("id")),
        new FileId(row.getLong("node")),
        new AccountId(row.getLong("giver")),
        with,
        new Rights(row.getInt("rights")),
        row.getString("note"),
        Optional.ofNullable(row.getObject("expires", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        row.getObject("made", OffsetDateTime.class).toInstant());
  }
}
