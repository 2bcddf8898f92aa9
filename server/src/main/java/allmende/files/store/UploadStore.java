package allmende.files.store;

import allmende.platform.blobs.Blob;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Statements on uploads that arrive in chunks; each runs in the transaction it is handed.
public final class UploadStore {
  private static final String SEGMENTS =
      """
      array(
        select decode(hex, 'hex') from unnest(:segments) with ordinality as s (hex, place)
        order by place)
      """;

  /// A chunk that has arrived.
  ///
  /// @param name as the client called it
  /// @param ordinal where it belongs among the others
  public record Chunk(String name, long ordinal, Blob content) {}

  /// False when there is an upload of that name.
  public boolean begin(Handle transaction, long account, String name) {
    return transaction.execute(
            "insert into files.upload (account, name) values (?, ?) on conflict do nothing",
            account,
            name)
        == 1;
  }

  public boolean exists(Handle handle, long account, String name) {
    return handle
        .createQuery("select 1 from files.upload where account = ? and name = ?")
        .bind(0, account)
        .bind(1, name)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// Makes others that hold the same upload wait until this transaction ends.
  public void hold(Handle transaction, long account, String name) {
    transaction
        .createQuery("select 1 from files.upload where account = ? and name = ? for update")
        .bind(0, account)
        .bind(1, name)
        .mapTo(Integer.class)
        .one();
  }

  /// How many chunks have arrived.
  public int count(Handle handle, long account, String upload) {
    return handle
        .createQuery("select count(*) from files.chunk where account = ? and upload = ?")
        .bind(0, account)
        .bind(1, upload)
        .mapTo(Integer.class)
        .one();
  }

  /// Adds a chunk, or replaces the one of the same name.
  public void put(Handle transaction, long account, String upload, Chunk chunk) {
    transaction.execute(
        """
        insert into files.chunk (account, upload, name, ordinal, blob, size)
        values (?, ?, ?, ?, ?, ?)
        on conflict (account, upload, name)
        do update set ordinal = excluded.ordinal, blob = excluded.blob, size = excluded.size
        """,
        account,
        upload,
        chunk.name(),
        chunk.ordinal(),
        chunk.content().hash(),
        chunk.content().size());
  }

  /// The chunks in their order.
  public List<Chunk> chunks(Handle handle, long account, String upload) {
    return handle
        .createQuery(
            "select name, ordinal, blob, size from files.chunk where account = ? and upload = ?"
                + " order by ordinal, name")
        .bind(0, account)
        .bind(1, upload)
        .map((row, _) ->
            new Chunk(
                row.getString("name"),
                row.getLong("ordinal"),
                new Blob(row.getBytes("blob"), row.getLong("size"))))
        .list();
  }

  /// What became of a claim on joined content.
  ///
  /// @param complete whether all segments are still known; if not, nothing was noted
  /// @param fresh whether the content was not known before, so that its list must be written
  public record Joined(boolean complete, boolean fresh) {}

  /// Notes content that was joined from others, which it keeps from the collector. Until this
  /// transaction ends nobody else can note the same content.
  public Joined claimJoined(Handle transaction, Blob whole, List<Blob> segments) {
    List<String> hashes = hashes(segments);
    int held =
        transaction
            .createQuery(
                """
                select 1 from files.blob
                where hash = any(array(select decode(hex, 'hex') from unnest(:segments) hex))
                for key share
                """)
            .bindArray("segments", String.class, hashes)
            .mapTo(Integer.class)
            .list()
            .size();
    if (held < hashes.stream().distinct().count()) {
      return new Joined(false, false);
    }
    boolean fresh =
        transaction
            .createQuery(
                "insert into files.blob (hash, size, segments) select :hash, :size, "
                    + SEGMENTS
                    + " on conflict (hash) do update set touched = now(), unused = null"
                    + " returning xmax = 0")
            .bind("hash", whole.hash())
            .bind("size", whole.size())
            .bindArray("segments", String.class, hashes)
            .mapTo(Boolean.class)
            .one();
    return new Joined(true, fresh);
  }

  /// Makes known content, which this transaction has claimed, consist of other segments.
  public void rejoin(Handle transaction, Blob whole, List<Blob> segments) {
    transaction
        .createUpdate("update files.blob set segments = " + SEGMENTS + " where hash = :hash")
        .bind("hash", whole.hash())
        .bindArray("segments", String.class, hashes(segments))
        .execute();
  }

  // The driver takes no arrays of bytea.
  private static List<String> hashes(List<Blob> segments) {
    return segments.stream().map(Blob::hex).toList();
  }

  /// Forgets a chunk. False when there is none.
  public boolean drop(Handle transaction, long account, String upload, String name) {
    return transaction.execute(
            "delete from files.chunk where account = ? and upload = ? and name = ?",
            account,
            upload,
            name)
        == 1;
  }

  /// Forgets an upload and its chunks. False when there is none.
  public boolean end(Handle transaction, long account, String name) {
    return transaction.execute(
            "delete from files.upload where account = ? and name = ?", account, name)
        == 1;
  }
}
