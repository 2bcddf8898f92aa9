package allmende.files.store;

import allmende.files.FileId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Finding nodes by what they are rather than by where.
public final class SearchStore {
  /// A condition in SQL about `n`, a node, and what its named parameters stand for.
  ///
  /// @param sql made of our own words alone; whatever a client wrote is a parameter
  public record Where(String sql, Map<String, Object> parameters) {}

  /// What is found in some spaces, or at and below some nodes, and below a folder, if one is named;
  /// nothing that is in the trash.
  ///
  /// @param below only what is below this folder; 0 for everything
  /// @param direct only what is directly in that folder
  /// @param order SQL made of our own words
  public List<SpotRow> find(
      Handle handle,
      List<Long> spaces,
      List<Long> tops,
      long below,
      boolean direct,
      Where where,
      String order,
      int first,
      int most) {
    var query =
        handle
            .createQuery(
                "select "
                    + SpotRow.COLUMNS
                    + " from files.node n "
                    + SpotRow.WAY
                    + """
                    where (n.space = any(:spaces) or (cardinality(:tops) > 0 and n.space in (
                        select t.space from files.node t where t.id = any(:tops)) and way.ids && :tops))
                      and n.parent is not null and way.inside
                      and (:below = 0 or (:below = any(way.ids) and n.id <> :below))
                      and (not :direct or n.parent = :below)
                      and (
                    """
                    + where.sql()
                    + ") order by "
                    + order
                    + " offset :first limit :most")
            .bindArray("spaces", Long.class, spaces)
            .bindArray("tops", Long.class, tops)
            .bind("below", below)
            .bind("direct", direct)
            .bind("first", first)
            .bind("most", most);
    where
        .parameters()
        .forEach((name, value) -> {
          if (value instanceof String[] texts) {
            query.bindArray(name, String.class, Arrays.asList(texts));
          } else {
            query.bind(name, value);
          }
        });
    return query.map((row, _) -> SpotRow.of(row)).list();
  }

  /// The nodes that somebody marked.
  public Where favourites(long account) {
    return new Where(
        "exists (select from files.favourite f where f.node = n.id and f.account = :account)",
        Map.of("account", account));
  }

  /// One node.
  public Where one(FileId node) {
    return new Where("n.id = :node", Map.of("node", node.value()));
  }
}
