package allmende.files.dav;

import allmende.identity.Actor;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.Depth;
import allmende.protocols.dav.Destination;
import allmende.protocols.dav.PropfindRequest;
import allmende.protocols.http.MalformedHeader;
import allmende.protocols.xml.MalformedXml;
import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlLimits;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/// One request of a signed-in person and its answer.
record DavExchange(Request request, Response response, Actor actor) {
  static final String XML = "application/xml; charset=utf-8";

  String method() {
    return request.getMethod();
  }

  @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  /// What the `Destination` header names.
  ///
  /// @throws Problem.Invalid when it is missing or malformed
  DavAddress destination() {
    String header = header("Destination");
    if (header == null) {
      throw new Problem.Invalid("The Destination header is missing.");
    }
    try {
      return DavAddress.of(Destination.parse(header).rawPath(), actor);
    } catch (MalformedHeader e) {
      throw new Problem.Invalid("The Destination header cannot be read.");
    }
  }

  /// The destination, where it has to be a file or folder.
  ///
  /// @throws Problem.Denied when it is something else
  DavAddress.File fileDestination() {
    if (destination() instanceof DavAddress.File file) {
      return file;
    }
    throw new Problem.Denied("Files cannot go there.");
  }

  boolean overwrite() {
    return !"F".equalsIgnoreCase(header("Overwrite"));
  }

  Depth depth(Depth absent) {
    try {
      return Depth.parse(header("Depth"), absent);
    } catch (MalformedHeader e) {
      throw new Problem.Invalid("The Depth header cannot be read.");
    }
  }

  /// What the body of a PROPFIND asks for.
  ///
  /// @throws Problem.Invalid when it cannot be read
  PropfindRequest propfind() throws IOException {
    try (var body = Content.Source.asInputStream(request)) {
      return PropfindRequest.parse(body, XmlLimits.DEFAULT);
    } catch (MalformedXml e) {
      throw new Problem.Invalid(String.valueOf(e.getMessage()));
    }
  }

  /// The names that a PROPFIND asks for, or all of those where it asks for no names.
  List<QName> propfind(List<QName> all) throws IOException {
    return propfind() instanceof PropfindRequest.Prop(List<QName> names) ? names : all;
  }

  void put(String header, String value) {
    response.getHeaders().put(header, value);
  }

  /// Answers without a body.
  void status(int status) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, status == 204 ? null : "0");
  }

  /// Answers with a body that is at hand.
  void send(int status, String type, byte[] body) throws IOException {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    try (var out = Content.Sink.asOutputStream(response)) {
      out.write(body);
    }
  }

  /// Answers that the method is not for this kind of thing.
  void notAllowed(String allowed) {
    response.getHeaders().put(HttpHeader.ALLOW, allowed);
    status(405);
  }
}
