package allmende.files.store;

import allmende.files.FileId;
import allmende.spaces.SpaceId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Statements on what is due to go.
public final class ExpiryStore {
  /// Something in the trash.
  public record Discarded(FileId id, SpaceId space, String name, boolean folder, String place) {}

  /// A version of a file.
  public record Dated(FileId file, long id, Instant made) {}

  /// A file and its space, for the event.
  public record Named(SpaceId space, String name) {}

  /// What was thrown away before a time, in seconds since 1970; the oldest first.
  public List<Discarded> discarded(Handle handle, long before, int most) {
    return handle
        .createQuery(
            """
            select t.node, t.space, t.place, n.name, n.folder
            from files.trash t join files.node n on n.id = t.node
            where t.deleted < ? order by t.deleted limit ?
            """)
        .bind(0, before)
        .bind(1, most)
        .map((row, _) ->
            new Discarded(
                new FileId(row.getLong("node")),
                new SpaceId(row.getLong("space")),
                row.getString("name"),
                row.getBoolean("folder"),
                row.getString("place")))
        .list();
  }

  /// The versions of the next files that have more than one, file by file, the newest first.
  public List<Dated> versions(Handle handle, FileId after, int files) {
    return handle
        .createQuery(
            """
            select node, id, made from files.version where node in (
              select node from files.version where node > ? group by node having count(*) > 1
              order by node limit ?)
            order by node, made desc, id desc
            """)
        .bind(0, after.value())
        .bind(1, files)
        .map((row, _) ->
            new Dated(
                new FileId(row.getLong("node")),
                row.getLong("id"),
                row.getObject("made", OffsetDateTime.class).toInstant()))
        .list();
  }

  /// Removes versions of a file; answers how many there still were.
  public int removeVersions(Handle transaction, FileId file, List<Long> ids) {
    return transaction
        .createUpdate("delete from files.version where node = :file and id = any(:ids)")
        .bind("file", file.value())
        .bindArray("ids", Long.class, ids)
        .execute();
  }

  public Optional<Named> named(Handle handle, FileId file) {
    return handle
        .createQuery("select space, name from files.node where id = ?")
        .bind(0, file.value())
        .map((row, _) -> new Named(new SpaceId(row.getLong("space")), row.getString("name")))
        .findOne();
  }

  /// Removes uploads that began before a time and have had no chunk since; answers their names.
  public List<String> removeUploads(Handle transaction, Instant before) {
    return transaction
        .createQuery(
            """
            delete from files.upload u where started < :before and not exists (
              select from files.chunk c
              where c.account = u.account and c.upload = u.name and c.arrived >= :before)
            returning name
            """)
        .bind("before", before.atOffset(ZoneOffset.UTC))
        .mapTo(String.class)
        .list();
  }
}
