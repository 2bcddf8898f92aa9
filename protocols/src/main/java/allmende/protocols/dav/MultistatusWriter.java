package allmende.protocols.dav;

import allmende.protocols.ByteSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Writes a 207 body (RFC 4918 §13) straight into a buffer. Listings are what sync clients ask for
/// most, so nothing here allocates: names, tags and statuses are bytes made once.
///
/// The order of calls for one resource is [#startResponse], the href in pieces, then for each
/// status [#startPropstat], properties, [#endPropstat], and [#endResponse]. A call out of order is
/// a programming error and throws `IllegalStateException`.
public final class MultistatusWriter {
  private static final int DEFAULT_CAPACITY = 64 * 1024;

  private static final byte[] BEGIN =
      ascii(
          "<?xml version=\"1.0\"?>\n"
              + "<d:multistatus xmlns:d=\"DAV:\" xmlns:oc=\"http://owncloud.org/ns\""
              + " xmlns:nc=\"http://nextcloud.org/ns\""
              + " xmlns:ocs=\"http://open-collaboration-services.org/ns\""
              + " xmlns:ocm=\"http://open-cloud-mesh.org/ns\">");
  private static final byte[] END = ascii("</d:multistatus>\n");
  private static final byte[] RESPONSE = ascii("<d:response><d:href>");
  private static final byte[] RESPONSE_END = ascii("</d:response>");
  private static final byte[] SLASH = ascii("/");
  private static final byte[] HREF_END = ascii("</d:href>");
  private static final byte[] PROPSTAT = ascii("<d:propstat><d:prop>");
  private static final byte[] PROP_END = ascii("</d:prop>");
  private static final byte[] PROPSTAT_END = ascii("</d:propstat>");
  private static final byte[] STATUS_200 = ascii("<d:status>HTTP/1.1 200 OK</d:status>");
  private static final byte[] STATUS_404 = ascii("<d:status>HTTP/1.1 404 Not Found</d:status>");

  private enum State {
    NEW,
    ROOT,
    HREF,
    RESPONSE,
    PROPSTAT,
    DONE
  }

  private final XmlBuffer out;
  private State state = State.NEW;
  private int propstatStatus;

  public MultistatusWriter(ByteSink sink) {
    this(sink, new byte[DEFAULT_CAPACITY]);
  }

  /// @param buffer at least 4,608 bytes; it may be used again once [#end] has returned
  public MultistatusWriter(ByteSink sink, byte[] buffer) {
    this.out = new XmlBuffer(sink, buffer);
  }

  public void begin() throws IOException {
    move(State.NEW, State.ROOT);
    out.raw(BEGIN);
  }

  public void startResponse() throws IOException {
    move(State.ROOT, State.HREF);
    out.raw(RESPONSE);
  }

  /// @param encoded a piece of the path that is percent-encoded already, with its slashes
  public void hrefBase(byte[] encoded) throws IOException {
    require(State.HREF);
    out.raw(encoded);
  }

  /// One name, percent-encoded here; slashes between names are written by [#hrefSlash].
  public void hrefSegment(String name) throws IOException {
    require(State.HREF);
    out.path(name);
  }

  /// The slash after a name: between two, or at the end of a collection's href.
  public void hrefSlash() throws IOException {
    require(State.HREF);
    out.raw(SLASH);
  }

  public void startPropstatOk() throws IOException {
    startPropstat(200);
  }

  /// The properties up to [#endPropstat] share this status.
  public void startPropstat(int status) throws IOException {
    closeHref();
    move(State.RESPONSE, State.PROPSTAT);
    propstatStatus = status;
    out.raw(PROPSTAT);
  }

  public void property(Prop prop, long value) throws IOException {
    require(State.PROPSTAT);
    out.raw(prop.open());
    out.number(value, 1);
    out.raw(prop.close());
  }

  public void property(Prop prop, String text) throws IOException {
    require(State.PROPSTAT);
    out.raw(prop.open());
    out.text(text);
    out.raw(prop.close());
  }

  /// @param escaped text that needs no escaping any more, such as flags or a hash
  public void property(Prop prop, byte[] escaped) throws IOException {
    rawXml(prop, escaped);
  }

  /// @param xml the inside of the property: well-formed, its namespaces declared or those of this
  ///   document
  public void rawXml(Prop prop, byte[] xml) throws IOException {
    require(State.PROPSTAT);
    out.raw(prop.open());
    out.raw(xml);
    out.raw(prop.close());
  }

  /// As [#rawXml(Prop, byte[])], for a value in a named language.
  public void rawXml(Prop prop, String lang, byte[] xml) throws IOException {
    require(State.PROPSTAT);
    out.raw(prop.open(lang));
    out.raw(xml);
    out.raw(prop.close());
  }

  public void empty(Prop prop) throws IOException {
    require(State.PROPSTAT);
    out.raw(prop.empty());
  }

  /// An RFC 1123 date, as `getlastmodified` wants it.
  public void httpDate(Prop prop, long epochSeconds) throws IOException {
    require(State.PROPSTAT);
    out.raw(prop.open());
    out.date(epochSeconds);
    out.raw(prop.close());
  }

  /// `oc:id` in Nextcloud's form: the number with at least eight digits, then the instance's id.
  public void fileId(Prop prop, long id, byte[] instanceId) throws IOException {
    require(State.PROPSTAT);
    out.raw(prop.open());
    out.number(id, 8);
    out.raw(instanceId);
    out.raw(prop.close());
  }

  public void endPropstat() throws IOException {
    move(State.PROPSTAT, State.RESPONSE);
    out.raw(PROP_END);
    status(propstatStatus);
    out.raw(PROPSTAT_END);
  }

  /// A propstat of properties that do not exist: the first `count` of them; none writes nothing.
  public void notFound(Prop[] props, int count) throws IOException {
    if (count == 0) {
      return;
    }
    startPropstat(404);
    for (int i = 0; i < count; i++) {
      out.raw(props[i].empty());
    }
    endPropstat();
  }

  public void notFound(Prop... props) throws IOException {
    notFound(props, props.length);
  }

  /// The status of a whole resource, in place of propstats.
  public void responseStatus(int status) throws IOException {
    closeHref();
    require(State.RESPONSE);
    status(status);
  }

  public void endResponse() throws IOException {
    closeHref();
    move(State.RESPONSE, State.ROOT);
    out.raw(RESPONSE_END);
  }

  /// Closes the document and hands the rest to the sink.
  public void end() throws IOException {
    move(State.ROOT, State.DONE);
    out.raw(END);
    out.flush();
  }

  private void closeHref() throws IOException {
    if (state == State.HREF) {
      state = State.RESPONSE;
      out.raw(HREF_END);
    }
  }

  private void status(int status) throws IOException {
    switch (status) {
      case 200 -> out.raw(STATUS_200);
      case 404 -> out.raw(STATUS_404);
      default -> out.raw(ascii("<d:status>" + StatusLine.of(status) + "</d:status>"));
    }
  }

  private void require(State expected) {
    if (state != expected) {
      throw new IllegalStateException("Expected " + expected + ", but it is " + state + ".");
    }
  }

  private void move(State from, State to) {
    require(from);
    state = to;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
