package allmende.files.store;

import allmende.files.FileId;
import allmende.files.Link;
import allmende.files.LinkId;
import allmende.files.Rights;
import allmende.files.ShareKind;
import allmende.identity.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Statements on links.
public final class LinkStore {
  private static final String READ =
      "select id, node, giver, rights, token, password, label, note, expires, downloads,"
          + " most_downloads, made from files.link";

  /// Writes a new link down; its own number is drawn here, whatever the given one is.
  public LinkId add(Handle transaction, Link link, byte[] tokenHash) {
    return transaction
        .createQuery(
            """
            insert into files.link (node, giver, rights, token, token_hash, password, label, note,
              expires, most_downloads, made)
            values (:node, :giver, :rights, :token, :hash, :password, :label, :note, :expires, :most,
              :made) returning id
            """)
        .bind("node", link.node().value())
        .bind("giver", link.giver().value())
        .bind("rights", link.rights().bits())
        .bind("token", link.token())
        .bind("hash", tokenHash)
        .bind("password", link.password())
        .bind("label", link.label())
        .bind("note", link.note())
        .bindBySqlType(
            "expires",
            link.expires().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .bindBySqlType("most", link.mostDownloads().orElse(null), Types.BIGINT)
        .bind("made", link.made().atOffset(ZoneOffset.UTC))
        .mapTo(Long.class)
        .map(LinkId::new)
        .one();
  }

  /// Gives a link other settings. False when it is gone.
  public boolean change(Handle transaction, Link link) {
    return transaction
            .createUpdate(
                """
                update files.link set rights = :rights, password = :password, label = :label,
                  note = :note, expires = :expires, most_downloads = :most where id = :id
                """)
            .bind("id", link.id().value())
            .bind("rights", link.rights().bits())
            .bind("password", link.password())
            .bind("label", link.label())
            .bind("note", link.note())
            .bindBySqlType(
                "expires",
                link.expires().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .bindBySqlType("most", link.mostDownloads().orElse(null), Types.BIGINT)
            .execute()
        == 1;
  }

  public boolean remove(Handle transaction, LinkId id) {
    return transaction.execute("delete from files.link where id = ?", id.value()) == 1;
  }

  public Optional<Link> find(Handle handle, LinkId id) {
    return handle
        .createQuery(READ + " where id = ?")
        .bind(0, id.value())
        .map((row, _) -> link(row))
        .findOne();
  }

  /// As [#find], and keeps others from changing it until the transaction ends.
  public Optional<Link> hold(Handle transaction, LinkId id) {
    return transaction
        .createQuery(READ + " where id = ? for update")
        .bind(0, id.value())
        .map((row, _) -> link(row))
        .findOne();
  }

  public Optional<Link> byToken(Handle handle, byte[] hash) {
    return handle
        .createQuery(READ + " where token_hash = ?")
        .bind(0, hash)
        .map((row, _) -> link(row))
        .findOne();
  }

  /// The links of some nodes, the oldest first.
  public List<Link> of(Handle handle, Collection<FileId> nodes) {
    return handle
        .createQuery(READ + " where node = any(:nodes) order by id")
        .bindArray("nodes", Long.class, nodes.stream().map(FileId::value).toList())
        .map((row, _) -> link(row))
        .list();
  }

  /// The links that somebody gave, the newest first.
  public List<Link> givenBy(Handle handle, AccountId giver) {
    return handle
        .createQuery(READ + " where giver = ? order by id desc")
        .bind(0, giver.value())
        .map((row, _) -> link(row))
        .list();
  }

  /// How many links a node has; other makers of links to it wait until the transaction ends.
  public long count(Handle transaction, FileId node) {
    transaction
        .createQuery("select id from files.node where id = ? for no key update")
        .bind(0, node.value())
        .mapTo(Long.class)
        .findOne();
    return transaction
        .createQuery("select count(*) from files.link where node = ?")
        .bind(0, node.value())
        .mapTo(Long.class)
        .one();
  }

  /// Which of these nodes have a link that has not expired, or are shared.
  public Set<FileId> linked(Handle handle, Collection<FileId> nodes, Instant now) {
    return handle
        .createQuery(
            "select node from files.link where node = any(:nodes)"
                + " and (expires is null or expires > :now)"
                + " union select node from files.share where node = any(:nodes)"
                + " and (expires is null or expires > :now)")
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bindArray("nodes", Long.class, nodes.stream().map(FileId::value).toList())
        .mapTo(Long.class)
        .map(FileId::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// How a folder and what is directly in it are shared; without what has expired.
  public Map<FileId, Set<ShareKind>> kindsIn(Handle handle, FileId folder, Instant now) {
    Map<FileId, Set<ShareKind>> kinds = new HashMap<>();
    handle
        .createQuery(
            """
            with here as (select id from files.node where id = :folder or parent = :folder)
            select l.node, 'LINK' as kind from files.link l join here h on h.id = l.node
              where l.expires is null or l.expires > :now
            union
            select s.node, case when s.account is null then 'GROUP' else 'PERSON' end
              from files.share s join here h on h.id = s.node
              where s.expires is null or s.expires > :now
            """)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("folder", folder.value())
        .map((row, _) ->
            Map.entry(new FileId(row.getLong("node")), ShareKind.valueOf(row.getString("kind"))))
        .forEach(each ->
            kinds
                .computeIfAbsent(each.getKey(), _ -> EnumSet.noneOf(ShareKind.class))
                .add(each.getValue()));
    return kinds;
  }

  /// Counts one more download. False when there may be none any more: who comes at the same time
  /// waits here for the other's count.
  public boolean download(Handle handle, LinkId id) {
    return handle.execute(
            "update files.link set downloads = downloads + 1"
                + " where id = ? and (most_downloads is null or downloads < most_downloads)",
            id.value())
        == 1;
  }

  private static Link link(ResultSet row) throws SQLException {
    return new Link(
        new LinkId(row.getLong("id")),
        new FileId(row.getLong("node")),
        new AccountId(row.getLong("giver")),
        new Rights(row.getInt("rights")),
        row.getString("token"),
        row.getString("password"),
        row.getString("label"),
        row.getString("note"),
        Optional.ofNullable(row.getObject("expires", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        row.getLong("downloads"),
        Optional.ofNullable(row.getObject("most_downloads", Long.class)),
        row.getObject("made", OffsetDateTime.class).toInstant());
  }
}
