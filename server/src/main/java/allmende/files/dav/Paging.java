package allmende.files.dav;

import allmende.files.Entry;
import allmende.files.Tree;
import allmende.identity.Actor;
import allmende.platform.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A folder's list, whole or by pages (Nextcloud 31's `X-NC-Paginate`).
///
/// The token names nothing on the server: a page is cut out of the list as it is when it is asked
/// for, in the order of the names.
///
/// @param from how many entries to pass over
/// @param most how many to answer with; empty for all
record Paging(DavExchange exchange, EntryList list, long from, Optional<Long> most) {
  private static final long PAGE = 100;
  private static final long LARGEST = 10_000;

  static Paging of(DavExchange exchange, EntryList list) {
    if (!"true".equalsIgnoreCase(exchange.header("X-NC-Paginate"))) {
      return new Paging(exchange, list, 0, Optional.empty());
    }
    long most = Math.clamp(number(exchange, "X-NC-Paginate-Count", PAGE), 1, LARGEST);
    return new Paging(
        exchange, list, number(exchange, "X-NC-Paginate-Offset", 0), Optional.of(most));
  }

  void list(Tree tree, Actor actor, DavAddress.File address) {
    if (most.isEmpty()) {
      stream(tree, actor, address);
      return;
    }
    List<Entry> all = new ArrayList<>();
    tree.list(actor, address.path(), all::add);
    exchange.put("X-NC-Paginate", "true");
    exchange.put("X-NC-Paginate-Total", Integer.toString(all.size()));
    exchange.put("X-NC-Paginate-Token", all.getFirst().node().tag());
    byte[] self = EntryList.href(address.base(), address.path(), all.getFirst().node().folder());
    all.stream()
        .skip(from)
        .limit(most.get())
        .forEach(
            entry -> list.add(entry, self, entry == all.getFirst() ? null : entry.node().name()));
  }

  private void stream(Tree tree, Actor actor, DavAddress.File address) {
    byte[][] self = {null};
    tree.list(
        actor,
        address.path(),
        entry -> {
          boolean first = self[0] == null;
          if (first) {
            self[0] = EntryList.href(address.base(), address.path(), entry.node().folder());
          }
          list.add(entry, self[0], first ? null : entry.node().name());
        });
  }

  private static long number(DavExchange exchange, String header, long absent) {
    String text = exchange.header(header);
    if (text == null) {
      return absent;
    }
    if (!text.matches("[0-9]{1,12}")) {
      throw new Problem.Invalid(header + " is not a number.");
    }
    return Long.parseLong(text);
  }
}
