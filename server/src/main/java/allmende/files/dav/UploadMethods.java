package allmende.files.dav;

import allmende.files.Properties;
import allmende.files.Tree;
import allmende.files.Uploads;
import allmende.files.transfer.Receiving;
import allmende.files.transfer.Verification;
import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.Depth;
import allmende.protocols.dav.MultistatusWriter;
import allmende.protocols.dav.Prop;
import allmende.protocols.xml.QName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;

/// Chunked uploads: a folder is made, chunks are put into it, and moving its `.file` makes the
/// file.
///
/// Source: Nextcloud developer manual, "Chunked file upload"; chunk names of every client are
/// taken.
final class UploadMethods {
  private static final String WHOLE = ".file";
  private static final String ALLOWED = "OPTIONS, PROPFIND, MKCOL, PUT, MOVE, DELETE";
  private static final Prop TYPE = Prop.of(QName.dav("resourcetype"));
  private static final Prop LENGTH = Prop.of(QName.dav("getcontentlength"));

  private final Tree tree;
  private final Uploads uploads;
  private final Properties properties;
  private final BlobStore blobs;
  private final String instance;

  UploadMethods(
      Tree tree, Uploads uploads, Properties properties, BlobStore blobs, String instance) {
    this.tree = tree;
    this.uploads = uploads;
    this.properties = properties;
    this.blobs = blobs;
    this.instance = instance;
  }

  void answer(DavExchange exchange, DavAddress.Upload address) throws IOException {
    List<String> names = address.names();
    if (names.size() > 2) {
      throw new Problem.NotFound("There is nothing at this address.");
    }
    switch (exchange.method()) {
      case "MKCOL" -> begin(exchange, names);
      case "PUT" -> put(exchange, names);
      case "PROPFIND" -> list(exchange, address);
      case "MOVE" -> finish(exchange, names);
      case "DELETE" -> delete(exchange, names);
      default -> exchange.notAllowed(ALLOWED);
    }
  }

  private void begin(DavExchange exchange, List<String> names) {
    if (names.size() != 1) {
      throw new Problem.Denied("An upload has chunks and no folders.");
    }
    requireRoom(exchange);
    uploads.begin(exchange.actor(), names.getFirst());
    exchange.status(201);
  }

  private void put(DavExchange exchange, List<String> names) throws IOException {
    if (names.size() != 2) {
      throw new Problem.Conflict("A chunk goes into an upload.");
    }
    // Before the bytes travel: the upload may be gone, or its file may not fit.
    uploads.requireThere(exchange.actor(), names.getFirst());
    requireRoom(exchange);
    Verification verification = new Verification(Arrival.of(exchange).checksums());
    Blob chunk =
        Receiving.body(
            exchange.request(),
            blobs,
            verification,
            content -> {
              uploads.put(exchange.actor(), names.getFirst(), names.get(1), content);
              return content;
            });
    exchange.put("ETag", "\"" + chunk.hex().substring(0, 32) + "\"");
    exchange.put("OC-ETag", "\"" + chunk.hex().substring(0, 32) + "\"");
    exchange.status(201);
  }

  /// Clients that name the destination early can be told early that it is too small.
  private void requireRoom(DavExchange exchange) {
    OptionalLong length = Arrival.announced(exchange);
    if (length.isPresent() && exchange.header("Destination") != null) {
      tree.requireRoom(exchange.actor(), exchange.fileDestination().path(), length.getAsLong());
    }
  }

  private void finish(DavExchange exchange, List<String> names) throws IOException {
    if (names.size() != 2 || !names.get(1).equals(WHOLE)) {
      throw new Problem.Denied("Only the whole of an upload can be moved.");
    }
    List<String> path = exchange.fileDestination().path();
    Arrival arrival = Arrival.of(exchange);
    Verification verification = new Verification(arrival.checksums());
    Tree.Done done =
        uploads.finish(
            exchange.actor(),
            names.getFirst(),
            path,
            Arrival.announced(exchange),
            verification,
            whole -> {
              verification.require();
              return arrival.of(whole);
            },
            DavTerms.of(exchange, path));
    arrival.keepAge(properties, exchange, path);
    arrival.answer(exchange, done, instance);
  }

  private void delete(DavExchange exchange, List<String> names) {
    if (names.isEmpty()) {
      throw new Problem.Denied("Uploads are given up one by one.");
    }
    if (names.size() == 1) {
      uploads.abort(exchange.actor(), names.getFirst());
    } else {
      uploads.drop(exchange.actor(), names.getFirst(), names.get(1));
    }
    exchange.status(204);
  }

  private void list(DavExchange exchange, DavAddress.Upload address) throws IOException {
    List<String> names = address.names();
    if (names.size() == 2) {
      throw new Problem.NotFound("Chunks are seen in the list of their upload.");
    }
    List<Uploads.Part> parts =
        names.isEmpty() ? List.of() : uploads.parts(exchange.actor(), names.getFirst());
    exchange.response().setStatus(207);
    exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, DavExchange.XML);
    try (var out = Content.Sink.asOutputStream(exchange.response())) {
      MultistatusWriter writer = new MultistatusWriter(out::write);
      writer.begin();
      byte[] base = (address.base() + "/").getBytes(StandardCharsets.US_ASCII);
      start(writer, base, names, null);
      writer.rawXml(TYPE, EntryProperties.COLLECTION);
      end(writer);
      if (exchange.depth(Depth.ONE) != Depth.ZERO) {
        for (Uploads.Part part : parts) {
          start(writer, base, names, part.name());
          writer.empty(TYPE);
          writer.property(LENGTH, part.size());
          end(writer);
        }
      }
      writer.end();
    }
  }

  private static void start(
      MultistatusWriter writer,
      byte[] base,
      List<String> names,
      @org.jspecify.annotations.Nullable String chunk)
      throws IOException {
    writer.startResponse();
    writer.hrefBase(base);
    for (String name : names) {
      writer.hrefSegment(name);
      writer.hrefSlash();
    }
    if (chunk != null) {
      writer.hrefSegment(chunk);
    }
    writer.startPropstatOk();
  }

  private static void end(MultistatusWriter writer) throws IOException {
    writer.endPropstat();
    writer.endResponse();
  }
}
