package allmende.files.dav;

import allmende.files.Tree;
import allmende.protocols.dav.DavError;
import allmende.protocols.dav.Depth;
import allmende.protocols.dav.PropfindRequest;
import allmende.protocols.xml.QName;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// PROPFIND (RFC 4918 §9.1), streamed from the database to the client. Depth infinity is refused,
/// as the RFC allows: one request must not walk ten million files.
final class Propfind {
  private final Tree tree;
  private final EntryProperties properties;
  private final Facts.Reader facts;

  Propfind(Tree tree, EntryProperties properties, Facts.Reader facts) {
    this.tree = tree;
    this.properties = properties;
    this.facts = facts;
  }

  void answer(DavExchange exchange, DavAddress.File address) throws IOException {
    Depth depth = exchange.depth(Depth.INFINITY);
    if (depth == Depth.INFINITY) {
      DavError error =
          new DavError(
              DavError.FORBIDDEN,
              "Depth infinity is not served; ask folder by folder.",
              DavError.PROPFIND_FINITE_DEPTH,
              List.of());
      exchange.send(403, DavExchange.XML, error.toBytes());
      return;
    }
    boolean children = depth == Depth.ONE;
    EntryList list =
        switch (exchange.propfind()) {
          case PropfindRequest.Prop(List<QName> names) ->
              list(exchange, address, EntryList.Telling.NAMED, names, children);
          case PropfindRequest.AllProp(List<QName> include) ->
              list(
                  exchange,
                  address,
                  EntryList.Telling.ALL,
                  Stream.concat(properties.standard().stream(), include.stream())
                      .distinct()
                      .toList(),
                  children);
          case PropfindRequest.PropName() ->
              list(exchange, address, EntryList.Telling.NAMES, List.of(), children);
        };
    List<String> path = address.path();
    if (children) {
      Paging.of(exchange, list).list(tree, exchange.actor(), address);
    } else {
      var entry = tree.find(exchange.actor(), path);
      list.add(entry, EntryList.href(address.base(), path, entry.node().folder()), null);
    }
    list.end();
  }

  private EntryList list(
      DavExchange exchange,
      DavAddress.File address,
      EntryList.Telling telling,
      List<QName> names,
      boolean children) {
    boolean all = telling != EntryList.Telling.NAMED;
    return new EntryList(
        exchange,
        properties,
        facts.of(exchange.actor(), address, names, all, children),
        telling,
        names);
  }
}
