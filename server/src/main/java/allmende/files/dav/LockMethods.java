package allmende.files.dav;

import allmende.files.Entry;
import allmende.files.Lock;
import allmende.files.Locks;
import allmende.files.Terms;
import allmende.files.Tree;
import allmende.files.Upload;
import allmende.files.transfer.Receiving;
import allmende.files.transfer.Verification;
import allmende.platform.blobs.BlobStore;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.Depth;
import allmende.protocols.dav.LockRequest;
import allmende.protocols.dav.LockTimeout;
import allmende.protocols.dav.MultistatusWriter;
import allmende.protocols.xml.MalformedXml;
import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jetty.io.Content;

/// LOCK and UNLOCK (RFC 4918 §9.10, §9.11), and with `X-User-Lock` those of Nextcloud's files_lock.
final class LockMethods {
  private static final long USUAL_SECONDS = 1800;

  private final Tree tree;
  private final Locks locks;
  private final BlobStore blobs;
  private final EntryProperties properties;
  private final Facts.Reader facts;

  LockMethods(
      Tree tree, Locks locks, BlobStore blobs, EntryProperties properties, Facts.Reader facts) {
    this.tree = tree;
    this.locks = locks;
    this.blobs = blobs;
    this.properties = properties;
    this.facts = facts;
  }

  void lock(DavExchange exchange, DavAddress.File address) throws IOException {
    long seconds = LockTimeout.parse(exchange.header("Timeout"), USUAL_SECONDS);
    Terms terms = DavTerms.of(exchange, address.path());
    if (isPersons(exchange)) {
      locks.take(
          exchange.actor(),
          address.path(),
          new Locks.Wish(Lock.Kind.PERSON, true, false, "", seconds),
          terms);
      tellPersons(exchange, address);
      return;
    }
    Optional<LockRequest> request = read(exchange);
    if (request.isEmpty()) {
      tell(
          exchange,
          address,
          200,
          locks.refresh(exchange.actor(), address.path(), terms.tokens(), seconds));
      return;
    }
    boolean created = takePlace(exchange, address, terms);
    Depth depth = exchange.depth(Depth.INFINITY);
    if (depth == Depth.ONE) {
      throw new Problem.Invalid("A lock has depth 0 or infinity (RFC 4918 §9.10.3).");
    }
    Locks.Wish wish =
        new Locks.Wish(
            Lock.Kind.DAV,
            request.get().scope() == LockRequest.Scope.EXCLUSIVE,
            depth == Depth.INFINITY,
            request.get().ownerXml(),
            seconds);
    // What was just made for the lock cannot be what the conditions were about.
    Terms still = created ? new Terms(terms.tokens(), Terms.NONE.condition()) : terms;
    Locks.Held held = locks.take(exchange.actor(), address.path(), wish, still);
    exchange.put("Lock-Token", "<" + held.lock().token() + ">");
    tell(exchange, address, created ? 201 : 200, held);
  }

  void unlock(DavExchange exchange, DavAddress.File address) throws IOException {
    if (isPersons(exchange)) {
      locks.releasePersons(exchange.actor(), address.path());
      tellPersons(exchange, address);
      return;
    }
    String header = exchange.header("Lock-Token");
    if (header == null || !header.strip().matches("<[^<>]+>")) {
      throw new Problem.Invalid("The Lock-Token header is missing or cannot be read.");
    }
    String token = header.strip();
    locks.release(exchange.actor(), address.path(), token.substring(1, token.length() - 1));
    exchange.status(204);
  }

  /// A lock on a name where nothing is makes an empty file (RFC 4918 §9.10.4).
  private boolean takePlace(DavExchange exchange, DavAddress.File address, Terms terms)
      throws IOException {
    try {
      tree.find(exchange.actor(), address.path());
      return false;
    } catch (Problem.NotFound nothing) {
      Terms absent =
          new Terms(
              terms.tokens(),
              (there, view) -> there.isEmpty() && terms.condition().holds(there, view));
      Receiving.take(
          InputStream.nullInputStream(),
          0,
          blobs,
          new Verification(List.of()),
          content -> {
            Upload empty = new Upload(content, OptionalLong.empty(), Optional.empty());
            return tree.put(exchange.actor(), address.path(), empty, absent);
          });
      return true;
    }
  }

  private static boolean isPersons(DavExchange exchange) {
    return "1".equals(exchange.header("X-User-Lock"));
  }

  private void tell(DavExchange exchange, DavAddress.File address, int status, Locks.Held held)
      throws IOException {
    Facts none = facts.none(exchange.actor(), address.base());
    exchange.send(status, DavExchange.XML, EntryProperties.active(held, none).lockResponse());
  }

  /// As files_lock does: the lock's properties, in the words of a PROPFIND.
  private void tellPersons(DavExchange exchange, DavAddress.File address) throws IOException {
    List<QName> names = properties.aboutLocks();
    Entry entry = tree.find(exchange.actor(), address.path());
    Facts known = facts.of(exchange.actor(), address, names, false, false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MultistatusWriter writer = new MultistatusWriter(out::write);
    writer.begin();
    writer.startResponse();
    writer.hrefBase(EntryList.href(address.base(), address.path(), entry.node().folder()));
    properties.write(writer, entry, known, properties.asking(names), false);
    writer.endResponse();
    writer.end();
    exchange.send(200, DavExchange.XML, out.toByteArray());
  }

  private static Optional<LockRequest> read(DavExchange exchange) throws IOException {
    try (var body = Content.Source.asInputStream(exchange.request())) {
      return LockRequest.parse(body, XmlLimits.DEFAULT);
    } catch (MalformedXml e) {
      throw new Problem.Invalid(String.valueOf(e.getMessage()));
    }
  }
}
