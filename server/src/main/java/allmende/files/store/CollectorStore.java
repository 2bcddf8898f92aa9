package allmende.files.store;

import allmende.platform.blobs.Blob;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Statements on contents that nothing refers to.
public final class CollectorStore {
  /// For a row `b` of files.blob.
  static final String USED =
      """
      (exists (select from files.node r where r.blob = b.hash)
        or exists (select from files.version r where r.blob = b.hash)
        or exists (select from files.chunk r where r.blob = b.hash)
        or exists (select from files.blob r
          where r.segments is not null and r.segments @> array[b.hash]))
      """;

  private static final String BETWEEN = " b.hash >= :from and b.hash < :to ";

  /// Notes which contents of a folder nothing refers to, and which are referred to again.
  public void mark(Handle handle, int folder, Duration grace) {
    handle
        .createUpdate(
            "update files.blob b set unused = null where unused is not null and"
                + BETWEEN
                + "and "
                + USED)
        .bind("from", from(folder))
        .bind("to", to(folder))
        .execute();
    handle
        .createUpdate(
            "update files.blob b set unused = now() where unused is null and"
                + BETWEEN
                + "and touched <= now() - make_interval(secs => :grace) and not "
                + USED)
        .bind("from", from(folder))
        .bind("to", to(folder))
        .bind("grace", grace.toMillis() / 1000.0)
        .execute();
  }

  /// What nothing has referred to for as long as the grace.
  public List<Blob> due(Handle handle, int folder, Duration grace) {
    return handle
        .createQuery(
            "select hash, size from files.blob b where"
                + BETWEEN
                + "and unused <= now() - make_interval(secs => :grace) limit 1000")
        .bind("from", from(folder))
        .bind("to", to(folder))
        .bind("grace", grace.toMillis() / 1000.0)
        .map((row, _) -> new Blob(row.getBytes("hash"), row.getLong("size")))
        .list();
  }

  /// Locks the row so that nobody can begin to refer to it, unless somebody holds it now. False
  /// also when it is gone or was claimed meanwhile.
  public boolean lock(Handle transaction, byte[] hash) {
    return transaction
        .createQuery(
            "select 1 from files.blob where hash = ? and unused is not null"
                + " for update skip locked")
        .bind(0, hash)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// Removes a row that is locked, unless something refers to it: a statement of its own after the
  /// lock, so that it sees whatever was committed before.
  public boolean remove(Handle transaction, byte[] hash) {
    return transaction
            .createUpdate("delete from files.blob b where hash = :hash and not " + USED)
            .bind("hash", hash)
            .execute()
        == 1;
  }

  /// Which of these hashes, given as hex, have a row.
  public Set<String> known(Handle handle, Collection<String> hashes) {
    return handle
        .createQuery(
            "select hash from files.blob"
                + " where hash = any(array(select decode(hex, 'hex') from unnest(:hashes) hex))")
        .bindArray("hashes", String.class, hashes)
        .map((row, _) -> HexFormat.of().formatHex(row.getBytes("hash")))
        .collect(Collectors.toSet());
  }

  /// Keeps others from claiming content that has no row, until this transaction is rolled back.
  /// False when it has one.
  public boolean reserve(Handle transaction, byte[] hash) {
    return transaction.execute(
            "insert into files.blob (hash, size) values (?, 0) on conflict do nothing", hash)
        == 1;
  }

  private static byte[] from(int folder) {
    return new byte[] {(byte) folder};
  }

  private static byte[] to(int folder) {
    // The last folder ends behind every hash of 32 bytes.
    return folder == 255
        ? HexFormat.of().parseHex("ff".repeat(33))
        : new byte[] {(byte) (folder + 1)};
  }
}
