package allmende.files.store;

import allmende.platform.blobs.Blob;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Statements that look for rows which contradict one another. Each check is a query whose rows are
/// sentences.
public final class CheckStore {
  private static final String AND_SO_ON = " limit 1000";

  /// A folder's or file's own name in a sentence.
  private static final String WHO =
      "'Node ' || n.id || ' of space ' || n.space || ' ('  || n.name || ') '";

  private static final List<String> CHECKS =
      List.of(
          // Parents.
          "select "
              + WHO
              + """
              || 'has no parent and is neither a root nor in the trash.'
              from files.node n where parent is null
                and not exists (select from files.root r where r.node = n.id)
                and not exists (select from files.trash t where t.node = n.id)
              """,
          "select "
              + WHO
              + """
              || 'is in the trash but still has a parent.'
              from files.node n join files.trash t on t.node = n.id where n.parent is not null
              """,
          "select "
              + WHO
              + """
              || 'is a root and in the trash at the same time.'
              from files.node n join files.trash t on t.node = n.id
              join files.root r on r.node = n.id
              """,
          "select "
              + WHO
              + """
              || 'is in node ' || n.parent || ', which does not exist.'
              from files.node n where n.parent is not null
                and not exists (select from files.node p where p.id = n.parent)
              """,
          "select "
              + WHO
              + """
              || 'is in node ' || p.id || ', which is no folder.'
              from files.node n join files.node p on p.id = n.parent where not p.folder
              """,
          "select "
              + WHO
              + """
              || 'is in node ' || p.id || ' of another space, ' || p.space || '.'
              from files.node n join files.node p on p.id = n.parent where n.space <> p.space
              """,
          """
          with recursive reached(id) as (
            select id from files.node where parent is null
            union all
            select c.id from reached r join files.node c on c.parent = r.id)
          select
          """
              + WHO
              + """
              || 'cannot be reached from any root nor from the trash.'
              from files.node n where not exists (select from reached r where r.id = n.id)
              """,
          // Roots.
          """
          select 'The root of space ' || r.space || ' is node ' || n.id || ', which '
            || case when not n.folder then 'is no folder.' when n.parent is not null
              then 'has a parent.' else 'belongs to space ' || n.space || '.' end
          from files.root r join files.node n on n.id = r.node
          where not n.folder or n.parent is not null or n.space <> r.space
          """,
          """
          select 'Space ' || space || ' has files but no root.' from files.node
          where space not in (select space from files.root) group by space
          """,
          "select "
              + WHO
              + """
              || 'is in the trash of another space, ' || t.space || '.'
              from files.trash t join files.node n on n.id = t.node where t.space <> n.space
              """,
          // Sizes.
          """
          with whole as (
            select n.id, n.parent, n.folder, n.space, n.name, n.size + coalesce(
              (select sum(t.size) from files.touch t where n.folder and t.node = n.id), 0) as size
            from files.node n)
          select
          """
              + WHO
              + """
              || 'counts ' || n.size || ' bytes, but ' || coalesce(sum(c.size), 0)
                || ' are in it.'
              from whole n left join whole c on c.parent = n.id where n.folder
              group by n.id, n.space, n.name, n.size having n.size <> coalesce(sum(c.size), 0)
              """,
          "select "
              + WHO
              + """
              || 'has ' || n.size || ' bytes, but its content has ' || b.size || '.'
              from files.node n join files.blob b on b.hash = n.blob where n.size <> b.size
              """,
          "select 'A version of ' || "
              + WHO
              + """
              || 'has ' || v.size || ' bytes, but its content has ' || b.size || '.'
              from files.version v join files.blob b on b.hash = v.blob
              join files.node n on n.id = v.node where v.size <> b.size
              """,
          """
          select 'Chunk ' || c.name || ' of upload ' || c.upload || ' of account ' || c.account
            || ' has ' || c.size || ' bytes, but its content has ' || b.size || '.'
          from files.chunk c join files.blob b on b.hash = c.blob where c.size <> b.size
          """,
          // Contents.
          "select "
              + WHO
              + """
              || 'refers to content ' || encode(n.blob, 'hex') || ', which has no row.'
              from files.node n where n.blob is not null
                and not exists (select from files.blob b where b.hash = n.blob)
              """,
          "select 'A version of ' || "
              + WHO
              + """
              || 'refers to content ' || encode(v.blob, 'hex') || ', which has no row.'
              from files.version v join files.node n on n.id = v.node
              where not exists (select from files.blob b where b.hash = v.blob)
              """,
          """
          select 'Content ' || encode(b.hash, 'hex') || ' is joined from ' || encode(s, 'hex')
            || ', which has no row.'
          from files.blob b, unnest(b.segments) s
          where not exists (select from files.blob p where p.hash = s)
          """,
          """
          select 'Content ' || encode(b.hash, 'hex') || ' has ' || b.size
            || ' bytes, but the contents it is joined from have ' || sum(p.size) || '.'
          from files.blob b, unnest(b.segments) s join files.blob p on p.hash = s
          group by b.hash, b.size having b.size <> sum(p.size)
          """,
          // Words of names.
          "select "
              + WHO
              + """
              || 'cannot be found by its name.' from files.node n
              where exists (select from unnest(names.words(n.key)) w where not exists (
                select from files.word x where x.space = n.space and x.word = w and x.node = n.id))
              """,
          """
          select 'The word ' || x.word || ' of space ' || x.space || ' belongs to no name.'
          from files.word x where not exists (
            select from files.node n where n.id = x.node and n.space = x.space
              and x.word = any(names.words(n.key)))
          """,
          // What is given to others.
          """
          select 'The number ' || s.id || ' names a share and a link.' from files.share s
          join files.link l on l.id = s.id
          """,
          "select 'Share ' || s.id || ' of ' || "
              + WHO
              + """
              || 'allows what cannot be shared there (' || s.rights || ').'
              from files.share s join files.node n on n.id = s.node
              where s.rights & 1 = 0 or s.rights & ~15 <> 0 or not n.folder and s.rights & ~3 <> 0
              """,
          "select 'Share ' || s.id || ' is of ' || "
              + WHO
              + "|| 'which is the root of a space.' from files.share s"
              + " join files.node n on n.id = s.node join files.root r on r.node = n.id",
          """
          select 'Account ' || r.account || ' has received share ' || r.share || ', which is with '
            || s.account || '.'
          from files.received r join files.share s on s.id = r.share
          where s.account is not null and s.account <> r.account
          """,
          // What hangs on files.
          "select 'There is a version of ' || "
              + WHO
              + " || 'which is a folder.' from files.version v join files.node n on n.id = v.node"
              + " where n.folder",
          "select 'There is a lock in space ' || l.space || ' on ' || "
              + WHO
              + " || 'of another space.' from files.lock l join files.node n on n.id = l.node"
              + " where l.space <> n.space");

  /// A content as its row has it.
  ///
  /// @param segments what it is joined from, as hex; empty when it is one file
  /// @param used whether anything refers to it
  public record Row(Blob blob, List<String> segments, boolean used) {}

  /// Hands over a sentence for each contradiction; of each kind a thousand at the most.
  public void contradictions(Handle snapshot, Consumer<String> finding) {
    for (String check : CHECKS) {
      snapshot.createQuery(check + AND_SO_ON).mapTo(String.class).forEach(finding);
    }
  }

  public long count(Handle snapshot) {
    return snapshot.createQuery("select count(*) from files.node").mapTo(Long.class).one();
  }

  /// The spaces that have files.
  public List<Long> spaces(Handle snapshot) {
    return snapshot
        .createQuery("select space from files.root union select space from files.node")
        .mapTo(Long.class)
        .list();
  }

  /// Every content, streamed; the caller closes the stream before the handle.
  public Stream<Row> contents(Handle snapshot) {
    return snapshot
        .createQuery(
            "select b.hash, b.size, b.segments, "
                + CollectorStore.USED
                + " as used"
                + " from files.blob b order by b.hash")
        .setFetchSize(500)
        .map((row, _) -> row(row))
        .stream();
  }

  /// Whether there is a row for this content.
  public boolean known(Handle handle, byte[] hash) {
    return handle
        .createQuery("select 1 from files.blob where hash = ?")
        .bind(0, hash)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// A file that has this content, to name it.
  public Optional<String> named(Handle handle, byte[] hash) {
    return handle
        .createQuery(
            """
            select n.name from files.node n where n.blob = :hash
            union all
            select n.name from files.version v join files.node n on n.id = v.node where v.blob = :hash
            limit 1
            """)
        .bind("hash", hash)
        .mapTo(String.class)
        .findFirst();
  }

  private static Row row(ResultSet row) throws SQLException {
    List<String> segments = new ArrayList<>();
    Array array = row.getArray("segments");
    if (array != null) {
      for (Object segment : (Object[]) array.getArray()) {
        segments.add(HexFormat.of().formatHex((byte[]) segment));
      }
    }
    return new Row(
        new Blob(row.getBytes("hash"), row.getLong("size")),
        List.copyOf(segments),
        row.getBoolean("used"));
  }
}
