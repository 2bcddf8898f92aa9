package allmende.files.dav;

import allmende.protocols.dav.MultistatusWriter;
import allmende.protocols.dav.Prop;
import allmende.protocols.xml.QName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;

/// The folders above a person's own: they are there for the programs that look at every segment of
/// a path before they believe in its end, and they tell nothing.
final class Signposts {
  private static final Prop TYPE = Prop.of(QName.dav("resourcetype"));

  void answer(DavExchange exchange, DavAddress.Signpost address) throws IOException {
    switch (exchange.method()) {
      case "PROPFIND" -> list(exchange, address);
      case "GET", "HEAD" -> exchange.status(200);
      default -> exchange.notAllowed("OPTIONS, PROPFIND, GET, HEAD");
    }
  }

  private static void list(DavExchange exchange, DavAddress.Signpost address) throws IOException {
    exchange.response().setStatus(207);
    exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, DavExchange.XML);
    try (var out = Content.Sink.asOutputStream(exchange.response())) {
      MultistatusWriter writer = new MultistatusWriter(out::write);
      writer.begin();
      writer.startResponse();
      writer.hrefBase((address.base() + "/").getBytes(StandardCharsets.US_ASCII));
      writer.startPropstatOk();
      writer.rawXml(TYPE, EntryProperties.COLLECTION);
      writer.endPropstat();
      writer.endResponse();
      writer.end();
    }
  }
}
