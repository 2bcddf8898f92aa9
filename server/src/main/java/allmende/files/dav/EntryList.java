package allmende.files.dav;

import allmende.files.Entry;
import allmende.protocols.dav.DavPath;
import allmende.protocols.dav.MultistatusWriter;
import allmende.protocols.dav.Prop;
import allmende.protocols.xml.QName;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// A 207 answer that lists files and folders, written while they come from the database. Its
/// headers go out with the first entry, so that a path that leads nowhere is still a 404.
final class EntryList {
  /// What of each entry is told.
  enum Telling {
    /// The named properties.
    NAMED,
    /// Besides, everything that clients keep there.
    ALL,
    /// The names alone.
    NAMES
  }

  private static final Prop TYPE = Prop.of(QName.dav("resourcetype"));

  private final DavExchange exchange;
  private final EntryProperties properties;
  private final Facts facts;
  private final Telling telling;
  private final EntryProperties.Asking asking;
  private final OutputStream out;
  private final MultistatusWriter writer;
  private boolean begun;

  EntryList(
      DavExchange exchange,
      EntryProperties properties,
      Facts facts,
      Telling telling,
      Collection<QName> wanted) {
    this.exchange = exchange;
    this.properties = properties;
    this.facts = facts;
    this.telling = telling;
    this.asking = properties.asking(wanted);
    this.out = Content.Sink.asOutputStream(exchange.response());
    this.writer = new MultistatusWriter(out::write);
  }

  /// The encoded href of a path below a base, with the slash that a folder ends in.
  static byte[] href(String base, List<String> path, boolean folder) {
    String href = path.isEmpty() ? base : base + DavPath.encode(path);
    return (folder ? href + "/" : href).getBytes(StandardCharsets.US_ASCII);
  }

  /// Adds an entry at an encoded address.
  ///
  /// @param name below that address, if it is not the address itself
  void add(Entry entry, byte[] at, @Nullable String name) {
    try {
      begin();
      writer.startResponse();
      writer.hrefBase(at);
      if (name != null) {
        writer.hrefSegment(name);
        if (entry.node().folder()) {
          writer.hrefSlash();
        }
      }
      if (telling == Telling.NAMES) {
        properties.writeNames(writer, entry, facts);
      } else {
        properties.write(writer, entry, facts, asking, telling == Telling.ALL);
      }
      writer.endResponse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Adds a folder that is a place of the protocol rather than somebody's.
  ///
  /// @param address encoded, without a slash at the end
  void addFolder(String address) throws IOException {
    begin();
    writer.startResponse();
    writer.hrefBase((address + "/").getBytes(StandardCharsets.US_ASCII));
    writer.startPropstatOk();
    writer.rawXml(TYPE, EntryProperties.COLLECTION);
    writer.endPropstat();
    writer.endResponse();
  }

  void end() throws IOException {
    begin();
    writer.end();
    out.close();
  }

  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      exchange.response().setStatus(207);
      exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, DavExchange.XML);
      writer.begin();
    }
  }
}
