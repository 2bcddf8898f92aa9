package allmende.files.store;

import allmende.files.FileId;
import allmende.files.Node;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  /// A node and the names that lead to it from its space's root.
  public record Hit(Node node, List<String> names) {}

  /// What is found in some spaces and below a folder, if one is named; nothing that is in the
  /// trash.
  ///
  /// @param below only what is below this folder; 0 for everything
  /// @param direct only what is directly in that folder
  /// @param order SQL made of our own words
  public List<Hit> find(
      Handle handle,
      List<Long> spaces,
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
                    + TreeStore.NODE
                    + ", up.names from files.node n "
                    + """
                     join files.root r on r.space = n.space
                    cross join lateral (
                      with recursive line(id, parent, name, depth) as (
                        select n.id, n.parent, n.name, 0
                        union all
                        select p.id, p.parent, p.name, l.depth + 1
                        from line l join files.node p on p.id = l.parent)
                      select array_agg(l.id) as ids,
                        array_agg(l.name order by l.depth desc) filter (where l.parent is not null) as names
                      from line l
                    ) up
                    where n.space = any(:spaces) and n.parent is not null and r.node = any(up.ids)
                      and (:below = 0 or (:below = any(up.ids) and n.id <> :below))
                      and (not :direct or n.parent = :below)
                      and (
                    """
                    + where.sql()
                    + ") order by "
                    + order
                    + " offset :first limit :most")
            .bindArray("spaces", Long.class, spaces)
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
    return query.map((row, _) -> new Hit(TreeStore.node(row), names(row))).list();
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

  private static List<String> names(ResultSet row) throws SQLException {
    Array names = row.getArray("names");
    return names == null ? List.of() : List.of((String[]) names.getArray());
  }
}
