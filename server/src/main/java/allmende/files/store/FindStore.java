package allmende.files.store;

import allmende.files.FileId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Statements that find nodes by the words of their names; see `V037__names.sql`.
public final class FindStore {
  /// Of a word that is rarer than this, the other words are looked for in the names themselves.
  private static final int RARE = 300;

  /// How many names of each space are looked at for whether they are below something.
  private static final int EXAMINED = 5_000;

  /// How many names are put into order, over all spaces.
  private static final int ORDERED = 200;

  /// Of each space at the least.
  private static final int FEWEST = 10;

  /// Of words that more names have, the others are not considered.
  private static final int COUNTED = 200_000;

  private static final String RANGE = " x.word >= :from%1$d and x.word < :from%1$d || chr(1114111)";

  private static final String ONE_WORD =
      """
      select c.node from unnest(:spaces) s (space) cross join lateral (
        select x.node from files.word x where x.space = s.space and
      """
          + RANGE.formatted(0)
          + " order by x.word, x.node desc limit :each) c";

  private static final String RARE_WORD =
      "select x.node from files.word x where x.space = any(:spaces) and"
          + RANGE.formatted(0)
          + " and exists (select from files.node m where m.id = x.node"
          + " and names.match(m.key, :words))";

  private static final String COMMON_WORD =
      "(select x.node from files.word x where x.space = any(:spaces) and%s limit :counted)";

  private static final String BELOW =
      "select c.node from unnest(:spaces) s (space) cross join lateral ("
          + " select x.node from files.word x where x.space = s.space and"
          + RANGE.formatted(0)
          + " order by x.word, x.node desc limit :examined) c"
          + " where files.lies_in(c.node, :tops) and exists (select from files.node m"
          + " where m.id = c.node and names.match(m.key, :words))";

  private static final String ORDERED_NAMES =
      """
      select n.id from files.node n where n.id in (%s) and n.parent is not null
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
  /// Where hundreds of names fit, only those that come first in the order of words are considered.
  ///
  /// @param words of the text, one at the least
  public List<FileId> candidates(
      Handle handle, List<Long> spaces, String text, List<String> words) {
    if (words.size() == 1) {
      int each = Math.max(FEWEST, ORDERED / Math.max(1, spaces.size()));
      return ids(
          ordered(handle, ONE_WORD, spaces, text)
              .bind("from0", words.getFirst())
              .bind("each", each));
    }
    List<Frequency> rarest = byRarity(handle, spaces, words);
    if (rarest.getFirst().names() < RARE) {
      return ids(
          ordered(handle, RARE_WORD, spaces, text)
              .bind("from0", rarest.getFirst().word())
              .bindArray("words", String.class, words));
    }
    String all =
        IntStream.range(0, words.size())
            .mapToObj(n -> COMMON_WORD.formatted(RANGE.formatted(n)))
            .collect(Collectors.joining(" intersect "));
    Query query =
        ordered(handle, "(" + all + ") limit :ordered", spaces, text)
            .bind("counted", COUNTED)
            .bind("ordered", ORDERED);
    for (int n = 0; n < words.size(); n++) {
      query.bind("from" + n, rarest.get(n).word());
    }
    return ids(query);
  }

  /// As [#candidates(Handle, List, String, List)], only what is one of these nodes or below one. Of
  /// words that thousands of names have, only those that come first are considered.
  ///
  /// @param spaces that the nodes are in
  public List<FileId> candidates(
      Handle handle, List<Long> spaces, List<Long> tops, String text, List<String> words) {
    String rarest =
        words.size() == 1 ? words.getFirst() : byRarity(handle, spaces, words).getFirst().word();
    return ids(
        ordered(handle, BELOW, spaces, text)
            .bind("from0", rarest)
            .bind("examined", EXAMINED)
            .bindArray("tops", Long.class, tops)
            .bindArray("words", String.class, words));
  }

  /// The candidates of both lists in one order.
  public List<FileId> ordered(Handle handle, List<FileId> some, List<FileId> others, String text) {
    if (others.isEmpty()) {
      return some;
    }
    return ids(
        handle
            .createQuery(ORDERED_NAMES.formatted("select unnest(:ids)"))
            .bindArray(
                "ids",
                Long.class,
                Stream.concat(some.stream(), others.stream()).map(FileId::value).toList())
            .bind("text", text));
  }

  private static List<FileId> ids(Query query) {
    return query.mapTo(Long.class).map(FileId::new).list();
  }

  private static Query ordered(Handle handle, String from, List<Long> spaces, String text) {
    return handle
        .createQuery(ORDERED_NAMES.formatted(from))
        .bindArray("spaces", Long.class, spaces)
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
