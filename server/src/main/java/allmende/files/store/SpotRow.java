package allmende.files.store;

import allmende.files.FileId;
import allmende.files.Node;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/// A node and the way to it, from its space's root down to itself.
///
/// @param ids of the nodes on the way
/// @param names theirs; the root's is empty
public record SpotRow(Node node, List<FileId> ids, List<String> names) {
  /// Asks for [#of]'s columns of `n`, a node, and `way`.
  static final String COLUMNS = TreeStore.NODE + ", way.ids, way.names";

  /// Joins to `n` the way to it. `inside` says that it begins at a root: what is in the trash also
  /// ends in a node without a parent.
  static final String WAY =
      """
      cross join lateral (
        with recursive line(id, parent, name, depth) as (
          select n.id, n.parent, n.name, 0
          union all
          select p.id, p.parent, p.name, l.depth + 1
          from line l join files.node p on p.id = l.parent)
        select array_agg(l.id order by l.depth desc) as ids,
          array_agg(l.name order by l.depth desc) as names,
          bool_or(l.parent is null and exists (select from files.root r where r.node = l.id)) as inside
        from line l
      ) way
      """;

  static SpotRow of(ResultSet row) throws SQLException {
    Long[] ids = (Long[]) row.getArray("ids").getArray();
    String[] names = (String[]) row.getArray("names").getArray();
    return new SpotRow(
        TreeStore.node(row), Arrays.stream(ids).map(FileId::new).toList(), List.of(names));
  }
}
