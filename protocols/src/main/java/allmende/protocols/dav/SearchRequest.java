package allmende.protocols.dav;

import allmende.protocols.xml.MalformedXml;
import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlElement;
import allmende.protocols.xml.XmlLimits;
import allmende.protocols.xml.XmlReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A SEARCH body: DAV basicsearch (RFC 5323 §5) as Nextcloud documents it.
///
/// @param select the properties to answer with; empty for all
/// @param from where to search, at least one
/// @param where what to find; empty for everything
/// @param orderBy sort keys, the most significant first
public record SearchRequest(
    List<QName> select,
    List<Scope> from,
    Optional<SearchExpression> where,
    List<Order> orderBy,
    Limit limit) {
  /// @param href a URI or path, as sent
  public record Scope(String href, Depth depth) {}

  public record Order(QName property, boolean descending) {}

  /// @param maxResults empty for as many as there are
  /// @param firstResult results to leave out at the beginning, Nextcloud's `firstresult`
  public record Limit(OptionalInt maxResults, int firstResult) {
    static final Limit NONE = new Limit(OptionalInt.empty(), 0);

    /// `DAV:limit` as searches and reports have it.
    static Limit of(XmlElement limit) throws MalformedXml {
      Optional<XmlElement> max = limit.child(QName.dav("nresults"));
      Optional<XmlElement> first = limit.child(QName.nc("firstresult"));
      return new Limit(
          max.isPresent() ? OptionalInt.of(count(max.get())) : OptionalInt.empty(),
          first.isPresent() ? count(first.get()) : 0);
    }

    private static int count(XmlElement element) throws MalformedXml {
      String text = element.text().strip();
      if (!text.matches("[0-9]{1,9}")) {
        throw new MalformedXml("A limit of the search is not a number.");
      }
      return Integer.parseInt(text);
    }
  }

  public SearchRequest {
    select = List.copyOf(select);
    from = List.copyOf(from);
    orderBy = List.copyOf(orderBy);
  }

  public static SearchRequest parse(InputStream in, XmlLimits limits)
      throws MalformedXml, IOException {
    XmlElement root = XmlReader.parse(in, limits);
    DavXml.requireRoot(root, "searchrequest");
    XmlElement search = DavXml.requireChild(root, "basicsearch");
    Optional<XmlElement> where = search.child(QName.dav("where"));
    Optional<XmlElement> limit = search.child(QName.dav("limit"));
    return new SearchRequest(
        select(search),
        scopes(DavXml.requireChild(search, "from")),
        where.isPresent() ? SearchExpression.ofWhere(where.get()) : Optional.empty(),
        orders(search),
        limit.isPresent() ? Limit.of(limit.get()) : Limit.NONE);
  }

  private static List<QName> select(XmlElement search) {
    return search
        .child(QName.dav("select"))
        .flatMap(select -> select.child(QName.dav("prop")))
        .map(DavXml::childNames)
        .orElse(List.of());
  }

  private static List<Scope> scopes(XmlElement from) throws MalformedXml {
    List<Scope> scopes = new ArrayList<>();
    for (XmlElement scope : from.children()) {
      if (scope.name().equals(QName.dav("scope"))) {
        String href = DavXml.requireChild(scope, "href").text().strip();
        scopes.add(new Scope(href, depth(DavXml.requireChild(scope, "depth").text().strip())));
      }
    }
    if (scopes.isEmpty()) {
      throw new MalformedXml("The search has no scope.");
    }
    return scopes;
  }

  private static Depth depth(String text) throws MalformedXml {
    return switch (text) {
      case "0" -> Depth.ZERO;
      case "1" -> Depth.ONE;
      // Some clients write the word of Nextcloud's own comments.
      case "infinity", "infinite" -> Depth.INFINITY;
      default -> throw new MalformedXml("The depth of a scope is 0, 1 or infinity.");
    };
  }

  private static List<Order> orders(XmlElement search) throws MalformedXml {
    List<Order> orders = new ArrayList<>();
    Optional<XmlElement> orderBy = search.child(QName.dav("orderby"));
    for (XmlElement order : orderBy.map(XmlElement::children).orElse(List.of())) {
      if (order.name().equals(QName.dav("order"))) {
        boolean descending = order.child(QName.dav("descending")).isPresent();
        orders.add(new Order(SearchExpression.property(order), descending));
      }
    }
    return orders;
  }
}
