package allmende.files.store;

import allmende.files.FileId;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Statements that find nodes by the words of their names; see `V037__names.sql`.
public final class FindStore {
  /// Of a word that is rarer than this, all names are looked at.
  private static final int RARE = 3_000;

  /// How many names of a single word are put into order, over all spaces.
  private static final int ORDERED = 1_000;

  /// Of each space at the least.
  private static final int FEWEST = 20;

  private static final String RANGE = " x.word >= :from%1$d and x.word < :from%1$d || chr(1114111)";

  private static final String ONE_WORD =
      """
      select c.node from unnest(:spaces) s (space) cross join lateral (
        select x.node from files.word x where x.space = s.space and
      """
          + RANGE.formatted(0)
          + " order by x.word, x.node desc limit :each) c";

  private static final String RARE_WORD =
      "select x.node from files.word x where x.space = any(:spaces) and" + RANGE.formatted(0);

  private static final String TWO_WORDS =
      "(" + RARE_WORD + " intersect " + RARE_WORD.replace(":from0", ":from1") + ") limit :each";

  private static final String ORDERED_NAMES =
      """
      select n.id from files.node n
      where n.id in (%s) and n.parent is not null and names.match(n.key, :words)
      order by strpos(names.fold(n.key), ltrim(names.fold(:text))) = 1 desc, n.mtime desc, n.id desc
      """;

  /// A word, and how many names have one that begins with it; counted up to [#RARE].
  private record Frequency(String word, int names) {}

  /// The words that a text consists of, as names are compared.
  public List<String> words(Handle handle, String text) {
    return handle
        .createQuery("select unnest(names.words(?))")
        .bind(0, text)
        .mapTo(String.class)
        .list();
  }

  /// What has names in which each of the words begins one, the best first: names that begin with
  /// the text, then what was changed last. Some may lie in the trash.
  ///
  /// Where thousands of names fit, only those that come first in the order of words are considered.
  ///
  /// @param words of the text, one at the least
  public List<FileId> candidates(
      Handle handle, List<Long> spaces, String text, List<String> words) {
    if (words.size() == 1) {
      int each = Math.max(FEWEST, ORDERED / Math.max(1, spaces.size()));
      return ordered(handle, ONE_WORD, spaces, text, words)
          .bind("from0", words.getFirst())
          .bind("each", each)
          .mapTo(FileId.class)
          .list();
    }
    List<Frequency> rarest = byRarity(handle, spaces, words);
    String first = rarest.getFirst().word();
    if (rarest.getFirst().names() < RARE) {
      return ordered(handle, RARE_WORD, spaces, text, words)
          .bind("from0", first)
          .mapTo(FileId.class)
          .list();
    }
    return ordered(handle, TWO_WORDS, spaces, text, words)
        .bind("from0", first)
        .bind("from1", rarest.get(1).word())
        .bind("each", RARE)
        .mapTo(FileId.class)
        .list();
  }

  private static Query ordered(
      Handle handle, String from, List<Long> spaces, String text, List<String> words) {
    return handle
        .createQuery(ORDERED_NAMES.formatted(from))
        .registerColumnMapper(FileId.class, (row, column, _) -> new FileId(row.getLong(column)))
        .bindArray("spaces", Long.class, spaces)
        .bindArray("words", String.class, words)
        .bind("text", text);
  }

  private static List<Frequency> byRarity(Handle handle, List<Long> spaces, List<String> words) {
    return handle
        .createQuery(
            """
            select w.word, c.names from unnest(:words) w (word) cross join lateral (
              select count(*) as names from (
                select from files.word x where x.space = any(:spaces)
                  and x.word >= w.word and x.word < w.word || chr(1114111) limit :rare) r) c
            order by c.names, length(w.word) desc
            """)
        .bindArray("words", String.class, words)
        .bindArray("spaces", Long.class, spaces)
        .bind("rare", RARE)
        .map((row, _) -> new Frequency(row.getString("word"), row.getInt("names")))
        .list();
  }

  /// Those of the nodes that are in a space's tree, in the same order.
  public List<SpotRow> inside(Handle handle, List<FileId> ids) {
    return handle
        .createQuery(
            "select "
                + SpotRow.COLUMNS
                + " from unnest(:ids) with ordinality i (id, nr) join files.node n on n.id = i.id "
                + SpotRow.WAY
                + " where way.inside order by i.nr")
        .bindArray("ids", Long.class, ids.stream().map(FileId::value).toList())
        .map((row, _) -> SpotRow.of(row))
        .list();
  }
}
