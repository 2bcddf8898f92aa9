package allmende.files.store;

import allmende.files.FileId;
import allmende.files.Properties;
import allmende.files.Property;
import allmende.protocols.xml.QName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Statements on the properties that clients invented, and on favourites.
public final class PropertyStore {
  private static final String AGES =
      "select id, coalesce(born, created) as born, created from files.node where ";

  public void set(Handle transaction, FileId node, Property property) {
    transaction.execute(
        """
        insert into files.property (node, namespace, name, value, lang) values (?, ?, ?, ?, ?)
        on conflict (node, namespace, name) do update set value = excluded.value, lang = excluded.lang
        """,
        node.value(),
        property.name().namespace(),
        property.name().local(),
        property.value(),
        property.lang());
  }

  public void remove(Handle transaction, FileId node, QName name) {
    transaction.execute(
        "delete from files.property where node = ? and namespace = ? and name = ?",
        node.value(),
        name.namespace(),
        name.local());
  }

  public int count(Handle handle, FileId node) {
    return handle
        .createQuery("select count(*) from files.property where node = ?")
        .bind(0, node.value())
        .mapTo(Integer.class)
        .one();
  }

  /// The properties of a node and, if asked, of what is directly in it.
  public Map<FileId, List<Property>> of(Handle handle, FileId node, boolean children) {
    Map<FileId, List<Property>> found = new HashMap<>();
    handle
        .createQuery(
            "select node, namespace, name, value, lang from files.property where node = :node"
                + (children ? " or node in (select id from files.node where parent = :node)" : "")
                + " order by namespace, name")
        .bind("node", node.value())
        .map((row, _) ->
            Map.entry(
                new FileId(row.getLong("node")),
                new Property(
                    new QName(row.getString("namespace"), row.getString("name")),
                    row.getString("value"),
                    row.getString("lang"))))
        .forEach(entry ->
            found.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>()).add(entry.getValue()));
    return found;
  }

  public void setMtime(Handle transaction, FileId node, long mtime) {
    transaction.execute("update files.node set mtime = ? where id = ?", mtime, node.value());
  }

  public void setBorn(Handle transaction, FileId node, long born) {
    transaction.execute("update files.node set born = ? where id = ?", born, node.value());
  }

  /// Since when a node is there and, if asked, what is directly in it.
  public Map<FileId, Properties.Age> ages(Handle handle, FileId node, boolean children) {
    return ages(
        handle
            .createQuery(AGES + (children ? "id = :node or parent = :node" : "id = :node"))
            .bind("node", node.value()));
  }

  public Map<FileId, Properties.Age> agesAmong(Handle handle, List<FileId> nodes) {
    return ages(
        handle
            .createQuery(AGES + "id = any(:nodes)")
            .bindArray("nodes", Long.class, nodes.stream().map(FileId::value).toList()));
  }

  private static Map<FileId, Properties.Age> ages(Query query) {
    Map<FileId, Properties.Age> ages = new HashMap<>();
    query
        .map((row, _) ->
            Map.entry(
                new FileId(row.getLong("id")),
                new Properties.Age(row.getLong("born"), row.getLong("created"))))
        .forEach(entry -> ages.put(entry.getKey(), entry.getValue()));
    return ages;
  }

  public void favourite(Handle transaction, long account, FileId node, boolean wanted) {
    transaction.execute(
        wanted
            ? "insert into files.favourite (account, node) values (?, ?) on conflict do nothing"
            : "delete from files.favourite where account = ? and node = ?",
        account,
        node.value());
  }

  /// Which of a node and what is directly in it somebody marked.
  public List<FileId> favourites(Handle handle, long account, FileId node) {
    return handle
        .createQuery(
            """
            select f.node from files.favourite f join files.node n on n.id = f.node
            where f.account = :account and (n.id = :node or n.parent = :node)
            """)
        .bind("account", account)
        .bind("node", node.value())
        .map((row, _) -> new FileId(row.getLong("node")))
        .list();
  }

  /// Which of these nodes somebody marked.
  public List<FileId> favouritesAmong(Handle handle, long account, List<FileId> nodes) {
    return handle
        .createQuery(
            "select node from files.favourite where account = :account and node = any(:nodes)")
        .bind("account", account)
        .bindArray("nodes", Long.class, nodes.stream().map(FileId::value).toList())
        .map((row, _) -> new FileId(row.getLong("node")))
        .list();
  }
}
