package allmende.files.dav;

import allmende.files.Entry;
import allmende.files.Tree;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.DavPath;
import allmende.protocols.dav.Depth;
import allmende.protocols.dav.MultistatusWriter;
import allmende.protocols.dav.Prop;
import allmende.protocols.dav.PropfindRequest;
import allmende.protocols.http.MalformedHeader;
import allmende.protocols.xml.MalformedXml;
import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;

/// PROPFIND (RFC 4918 §9.1), streamed from the database to the client. Depth infinity is refused,
/// as the RFC allows: one request must not walk ten million files.
final class Propfind {
  private final Tree tree;
  private final EntryProperties properties;

  Propfind(Tree tree, EntryProperties properties) {
    this.tree = tree;
    this.properties = properties;
  }

  void answer(DavExchange exchange) throws IOException {
    Prop[] wanted = wanted(exchange).stream().map(Prop::of).toArray(Prop[]::new);
    Multistatus answer = new Multistatus(exchange, wanted);
    switch (depth(exchange)) {
      case ZERO -> answer.accept(tree.find(exchange.actor(), exchange.path()));
      case ONE -> tree.list(exchange.actor(), exchange.path(), answer::accept);
      case INFINITY ->
          throw new Problem.Denied("Depth infinity is not served; ask folder by folder.");
    }
    answer.end();
  }

  private Depth depth(DavExchange exchange) {
    try {
      return Depth.parse(exchange.header("Depth"), Depth.INFINITY);
    } catch (MalformedHeader e) {
      throw new Problem.Invalid("The Depth header cannot be read.");
    }
  }

  private List<QName> wanted(DavExchange exchange) throws IOException {
    try (var body = Content.Source.asInputStream(exchange.request())) {
      return switch (PropfindRequest.parse(body, XmlLimits.DEFAULT)) {
        case PropfindRequest.Prop(List<QName> names) -> names;
        case PropfindRequest.AllProp(List<QName> include) ->
            Stream.concat(properties.standard().stream(), include.stream()).distinct().toList();
        case PropfindRequest.PropName() -> properties.standard();
      };
    } catch (MalformedXml e) {
      throw new Problem.Invalid(String.valueOf(e.getMessage()));
    }
  }

  /// The 207 answer; its headers go out with the first entry, so that a path that leads nowhere is
  /// still a 404.
  private final class Multistatus {
    private final DavExchange exchange;
    private final Prop[] wanted;
    private final Prop[] absent;
    private final OutputStream out;
    private final MultistatusWriter writer;
    private boolean begun;
    private byte[] self = {};

    Multistatus(DavExchange exchange, Prop[] wanted) {
      this.exchange = exchange;
      this.wanted = wanted;
      this.absent = new Prop[wanted.length];
      this.out = Content.Sink.asOutputStream(exchange.response());
      this.writer = new MultistatusWriter(out::write);
    }

    void accept(Entry entry) {
      try {
        boolean first = !begun;
        if (first) {
          begin(entry);
        }
        writer.startResponse();
        writer.hrefBase(self);
        if (!first) {
          writer.hrefSegment(entry.node().name());
          if (entry.node().folder()) {
            writer.hrefSlash();
          }
        }
        properties.write(writer, entry, wanted, absent);
        writer.endResponse();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void end() throws IOException {
      writer.end();
      out.close();
    }

    private void begin(Entry entry) throws IOException {
      begun = true;
      exchange.response().setStatus(207);
      exchange
          .response()
          .getHeaders()
          .put(HttpHeader.CONTENT_TYPE, "application/xml; charset=utf-8");
      String path =
          exchange.path().isEmpty()
              ? exchange.base()
              : exchange.base() + "/" + DavPath.encode(exchange.path()).replaceFirst("^/", "");
      self = (entry.node().folder() ? path + "/" : path).getBytes(StandardCharsets.US_ASCII);
      writer.begin();
    }
  }
}
