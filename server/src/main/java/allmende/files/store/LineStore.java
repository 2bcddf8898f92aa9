package allmende.files.store;

import allmende.files.FileId;
import allmende.files.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Statements that find nodes by number; each runs on the handle it is given.
public final class LineStore {
  private static final String LINE =
      """
      with recursive up(id, parent, depth) as (
        select id, parent, 0 from files.node where id = :id
        union all
        select n.id, n.parent, u.depth + 1 from up u join files.node n on n.id = u.parent
      )
      """
          + "select "
          + TreeStore.NODE
          + " from up u join files.node n on n.id = u.id "
          // What is in the trash also ends in a node without a parent, but not in a root.
          + " where exists (select from files.root r join up top on top.id = r.node)"
          + " order by u.depth desc";

  private static final String LINES =
      """
      with recursive up(start, id, parent, depth) as (
        select id, id, parent, 0 from files.node where id = any(:ids)
        union all
        select u.start, n.id, n.parent, u.depth + 1 from up u join files.node n on n.id = u.parent
      )
      """
          + "select "
          + TreeStore.NODE
          + ", u.start from up u join files.node n on n.id = u.id where exists ("
          + " select from files.root r join up top on top.id = r.node where top.start = u.start)"
          + " order by u.depth desc";

  private static final String CHILDREN =
      "select "
          + TreeStore.NODE
          + " from files.node n "
          + " where n.parent = :folder and n.key collate \"C\" > :after"
          + " order by n.key collate \"C\" limit :limit";

  private static final String CHILD =
      "select "
          + TreeStore.NODE
          + " from files.node n "
          + " where n.parent = :folder and n.key collate \"C\" = :key";

  /// The nodes from the space's root down to this one; empty when it is in no space's tree.
  public List<Node> line(Handle handle, FileId id) {
    return handle
        .createQuery(LINE)
        .bind("id", id.value())
        .map((row, _) -> TreeStore.node(row))
        .list();
  }

  /// As [#line], of several nodes; those that are in no space's tree are left out.
  public Map<FileId, List<Node>> lines(Handle handle, Collection<FileId> ids) {
    Map<FileId, List<Node>> lines = new HashMap<>();
    handle
        .createQuery(LINES)
        .bindArray("ids", Long.class, ids.stream().map(FileId::value).toList())
        .map((row, _) -> Map.entry(new FileId(row.getLong("start")), TreeStore.node(row)))
        .forEach(each ->
            lines.computeIfAbsent(each.getKey(), _ -> new ArrayList<>()).add(each.getValue()));
    return lines;
  }

  /// Some of a folder's children, in the order of their keys.
  ///
  /// @param after the key that they come after; the empty one is before all
  public List<Node> children(Handle handle, FileId folder, String after, int limit) {
    return handle
        .createQuery(CHILDREN)
        .bind("folder", folder.value())
        .bind("after", after)
        .bind("limit", limit)
        .map((row, _) -> TreeStore.node(row))
        .list();
  }

  /// What is of that name directly in a folder.
  public Optional<Node> child(Handle handle, FileId folder, String key) {
    return handle
        .createQuery(CHILD)
        .bind("folder", folder.value())
        .bind("key", key)
        .map((row, _) -> TreeStore.node(row))
        .findOne();
  }
}
