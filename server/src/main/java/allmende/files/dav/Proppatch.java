package allmende.files.dav;

import allmende.files.Properties;
import allmende.files.Properties.Change;
import allmende.files.Property;
import allmende.files.Tree;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.MultistatusWriter;
import allmende.protocols.dav.Prop;
import allmende.protocols.dav.PropertyUpdate;
import allmende.protocols.http.HttpDate;
import allmende.protocols.http.MalformedHeader;
import allmende.protocols.nextcloud.Mtime;
import allmende.protocols.xml.MalformedXml;
import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;

/// PROPPATCH (RFC 4918 §9.2): everything that is asked for is done, or nothing.
final class Proppatch {
  private static final Set<QName> MTIMES =
      Set.of(QName.dav("getlastmodified"), QName.dav("lastmodified"), QName.oc("lastmodified"));
  private static final QName BORN = QName.nc("creation_time");
  private static final QName FAVOURITE = QName.oc("favorite");

  private final Tree tree;
  private final Properties properties;

  Proppatch(Tree tree, Properties properties) {
    this.tree = tree;
    this.properties = properties;
  }

  void answer(DavExchange exchange, DavAddress.File address) throws IOException {
    PropertyUpdate update = read(exchange);
    boolean folder = tree.find(exchange.actor(), address.path()).node().folder();
    List<Change> changes = new ArrayList<>();
    Map<QName, Integer> refused = new LinkedHashMap<>();
    Set<QName> named = new LinkedHashSet<>();
    for (PropertyUpdate.Instruction instruction : update.instructions()) {
      named.add(instruction.name());
      Optional<Change> change = change(instruction);
      if (change.isPresent()) {
        changes.add(change.get());
      } else {
        refused.put(instruction.name(), 403);
      }
    }
    if (refused.isEmpty()) {
      properties.change(
          exchange.actor(), address.path(), changes, DavTerms.of(exchange, address.path()));
    }
    tell(exchange, EntryList.href(address.base(), address.path(), folder), named, refused);
  }

  private static Optional<Change> change(PropertyUpdate.Instruction instruction) {
    QName name = instruction.name();
    return switch (instruction) {
      case PropertyUpdate.Set set when MTIMES.contains(name) ->
          seconds(set.text()).map(Change.Mtime::new);
      case PropertyUpdate.Set set when name.equals(BORN) ->
          seconds(set.text()).map(Change.Born::new);
      case PropertyUpdate.Set set when name.equals(FAVOURITE) ->
          Optional.of(
              new Change.Favourite(Set.of("1", "true", "yes").contains(set.text().strip())));
      case PropertyUpdate.Remove _ when name.equals(FAVOURITE) ->
          Optional.of(new Change.Favourite(false));
      case PropertyUpdate.Set set when !Facts.isOurs(name) ->
          Optional.of(new Change.Set(new Property(name, set.innerXml(), set.xmlLang())));
      case PropertyUpdate.Remove _ when !Facts.isOurs(name) -> Optional.of(new Change.Remove(name));
      default -> Optional.empty();
    };
  }

  private static Optional<Long> seconds(String text) {
    try {
      return Optional.of(Mtime.parse(text.strip()));
    } catch (MalformedHeader e) {
      OptionalLong date = HttpDate.parse(text.strip());
      return date.isPresent() ? Optional.of(date.getAsLong()) : Optional.empty();
    }
  }

  private static void tell(
      DavExchange exchange, byte[] href, Set<QName> named, Map<QName, Integer> refused)
      throws IOException {
    exchange.response().setStatus(207);
    exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, DavExchange.XML);
    try (var out = Content.Sink.asOutputStream(exchange.response())) {
      MultistatusWriter writer = new MultistatusWriter(out::write);
      writer.begin();
      writer.startResponse();
      writer.hrefBase(href);
      if (refused.isEmpty()) {
        propstat(writer, 200, named);
      } else {
        propstat(writer, 403, refused.keySet());
        named.removeAll(refused.keySet());
        // They failed because others did (RFC 4918 §11.4).
        propstat(writer, 424, named);
      }
      writer.endResponse();
      writer.end();
    }
  }

  private static void propstat(MultistatusWriter writer, int status, Set<QName> names)
      throws IOException {
    if (!names.isEmpty()) {
      writer.startPropstat(status);
      for (QName name : names) {
        writer.empty(Prop.of(name));
      }
      writer.endPropstat();
    }
  }

  private static PropertyUpdate read(DavExchange exchange) throws IOException {
    try (var body = Content.Source.asInputStream(exchange.request())) {
      return PropertyUpdate.parse(body, XmlLimits.DEFAULT);
    } catch (MalformedXml e) {
      throw new Problem.Invalid(String.valueOf(e.getMessage()));
    }
  }
}
