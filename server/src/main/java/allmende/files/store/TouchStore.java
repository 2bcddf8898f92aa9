package allmende.files.store;

import org.jdbi.v3.core.Handle;

/// Folds appended touches into the rows of their folders.
public final class TouchStore {
  // One statement, so that every other statement sees all of it or nothing: what a reader combines
  // is the same before and after. A folder whose row somebody holds is left for the next time, and
  // nobody waits in a circle. Touches of folders that are gone for good just go.
  private static final String FOLD =
      """
      with picked as materialized (
        select ctid as place, node from files.touch limit :most),
      held as materialized (
        select id from files.node where id in (select node from picked)
        for no key update skip locked),
      gone as materialized (
        select p.node from (select distinct node from picked) p
        where not exists (select from files.node n where n.id = p.node)),
      taken as (
        delete from files.touch t
        where t.ctid = any(array(select place from picked
          where node in (select id from held) or node in (select node from gone)))
        returning t.node, t.etag, t.size, t.mtime),
      sums as (
        select node, bit_xor(etag) as etag, sum(size)::bigint as size, max(mtime) as mtime
        from taken group by node),
      folded as (
        update files.node n
        set etag = n.etag # s.etag, size = n.size + s.size, mtime = greatest(n.mtime, s.mtime)
        from sums s where n.id = s.node)
      select count(*) from taken
      """;

  /// Folds some of what waits, and answers how many touches those were.
  public int fold(Handle handle, int most) {
    return handle.createQuery(FOLD).bind("most", most).mapTo(Integer.class).one();
  }
}
