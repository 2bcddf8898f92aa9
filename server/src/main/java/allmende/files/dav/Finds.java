package allmende.files.dav;

import allmende.files.Search;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.DavError;
import allmende.protocols.dav.DavPath;
import allmende.protocols.dav.Destination;
import allmende.protocols.dav.MalformedPath;
import allmende.protocols.dav.ReportRequest;
import allmende.protocols.dav.SearchRequest;
import allmende.protocols.http.MalformedHeader;
import allmende.protocols.xml.MalformedXml;
import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.io.Content;

/// REPORT `oc:filter-files`, and SEARCH (RFC 5323) as Nextcloud's clients use it.
final class Finds {
  private final Search search;
  private final EntryProperties properties;
  private final Facts.Reader facts;

  Finds(Search search, EntryProperties properties, Facts.Reader facts) {
    this.search = search;
    this.properties = properties;
    this.facts = facts;
  }

  void report(DavExchange exchange, DavAddress.File address) throws IOException {
    ReportRequest request;
    try (var body = Content.Source.asInputStream(exchange.request())) {
      request = ReportRequest.parse(body, XmlLimits.DEFAULT);
    } catch (MalformedXml e) {
      throw new Problem.Invalid(String.valueOf(e.getMessage()));
    }
    switch (request) {
      case ReportRequest.Unsupported _ ->
          exchange.send(
              403,
              DavExchange.XML,
              new DavError(
                      DavError.REPORT_NOT_SUPPORTED,
                      "This report is not offered.",
                      DavError.SUPPORTED_REPORT,
                      List.of())
                  .toBytes());
      case ReportRequest.FilterFiles filter when !filter.favorite() ->
          // There are no tags here, so nothing has them.
          tell(exchange, address.base(), filter.props(), List.of());
      case ReportRequest.FilterFiles filter ->
          tell(
              exchange,
              address.base(),
              filter.props(),
              search.favourites(exchange.actor(), address.path(), page(List.of(), filter.limit())));
    }
  }

  /// The scope of the body says where to search, whatever address the request went to.
  void search(DavExchange exchange) throws IOException {
    SearchRequest request;
    try (var body = Content.Source.asInputStream(exchange.request())) {
      request = SearchRequest.parse(body, XmlLimits.DEFAULT);
    } catch (MalformedXml e) {
      throw new Problem.Invalid(String.valueOf(e.getMessage()));
    }
    List<Search.Found> found = new ArrayList<>();
    String base = "";
    for (SearchRequest.Scope scope : request.from()) {
      DavAddress.File address = scope(exchange, scope.href());
      base = address.base();
      found.addAll(
          search.find(
              exchange.actor(),
              address.path(),
              scope.depth(),
              request.where(),
              page(request.orderBy(), request.limit())));
    }
    List<QName> names = request.select().isEmpty() ? properties.standard() : request.select();
    tell(exchange, base, names, found);
  }

  /// Clients write the scope as `/files/anna`, below the folder of all DAV.
  private static DavAddress.File scope(DavExchange exchange, String href) {
    try {
      String raw = Destination.parse(href.isEmpty() ? "/" : href).rawPath();
      // Some write it encoded, others not: names with a percent sign are taken as encoded.
      String encoded = raw.contains("%") ? raw : DavPath.encode(DavPath.decode(raw));
      String full = encoded.startsWith("/remote.php") ? encoded : "/remote.php/dav" + encoded;
      if (DavAddress.of(full, exchange.actor()) instanceof DavAddress.File file) {
        return file;
      }
    } catch (MalformedHeader | MalformedPath e) {
      throw new Problem.Invalid("The scope of the search cannot be read.");
    }
    throw new Problem.NotFound("There is nothing to search there.");
  }

  private void tell(DavExchange exchange, String base, List<QName> names, List<Search.Found> found)
      throws IOException {
    EntryList list =
        new EntryList(
            exchange,
            properties,
            facts.found(exchange.actor(), base, names, found),
            EntryList.Telling.NAMED,
            names);
    for (Search.Found one : found) {
      boolean folder = one.entry().node().folder();
      list.add(one.entry(), EntryList.href(base, one.path(), folder), null);
    }
    list.end();
  }

  private static Search.Page page(List<SearchRequest.Order> order, SearchRequest.Limit limit) {
    OptionalInt most = limit.maxResults();
    return new Search.Page(
        order,
        limit.firstResult(),
        most.isPresent() ? Optional.of(most.getAsInt()) : Optional.empty());
  }
}
