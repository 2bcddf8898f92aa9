package allmende.files.dav;

import allmende.files.Browse;
import allmende.files.Entry;
import allmende.files.FileId;
import allmende.files.Node;
import allmende.files.Version;
import allmende.files.Versions;
import allmende.files.transfer.Sending;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.DavPath;
import allmende.protocols.dav.Depth;
import allmende.protocols.xml.QName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Earlier contents of a file: `versions/NUMBER/` lists them, moving one from there into `restore/`
/// brings it back.
///
/// Source: Nextcloud developer manual, WebDAV, "Versions".
final class VersionMethods {
  private static final String ALLOWED = "OPTIONS, PROPFIND, GET, HEAD, MOVE, DELETE";
  private static final List<QName> USUAL =
      List.of(
          QName.dav("resourcetype"),
          QName.dav("getlastmodified"),
          QName.dav("getcontentlength"),
          QName.dav("getcontenttype"),
          QName.dav("getetag"));

  private final Browse browse;
  private final Versions versions;
  private final Sending sending;
  private final EntryProperties properties;
  private final Facts.Reader facts;

  VersionMethods(
      Browse browse,
      Versions versions,
      Sending sending,
      EntryProperties properties,
      Facts.Reader facts) {
    this.browse = browse;
    this.versions = versions;
    this.sending = sending;
    this.properties = properties;
    this.facts = facts;
  }

  void answer(DavExchange exchange, DavAddress.Versions address) throws IOException {
    List<String> names = address.names();
    if (names.isEmpty() || names.size() == 1 && names.getFirst().matches("versions|restore")) {
      signpost(exchange, address);
      return;
    }
    if (names.size() > 3 || !names.getFirst().equals("versions")) {
      throw new Problem.NotFound("There is nothing at this address.");
    }
    FileId file = file(names.get(1));
    Map<String, Version> named = named(versions.list(exchange.actor(), file));
    if (names.size() == 2) {
      list(exchange, address, file, named);
      return;
    }
    Version version = named.get(names.get(2));
    if (version == null) {
      throw new Problem.NotFound("There is no such version.");
    }
    one(exchange, address, file, version);
  }

  private void one(DavExchange exchange, DavAddress.Versions address, FileId file, Version version)
      throws IOException {
    switch (exchange.method()) {
      case "PROPFIND" -> {
        EntryList list = entries(exchange, address, exchange.propfind(USUAL));
        Entry current = browse.find(exchange.actor(), file).entry();
        byte[] href =
            (address.base() + DavPath.encode(address.names())).getBytes(StandardCharsets.US_ASCII);
        list.add(entry(current, version), href, null);
        list.end();
      }
      case "GET", "HEAD" -> download(exchange, file, version);
      case "DELETE" -> {
        versions.delete(exchange.actor(), file, version.id());
        exchange.status(204);
      }
      case "MOVE" -> {
        if (exchange.destination() instanceof DavAddress.Versions(_, List<String> to)
            && !to.isEmpty()
            && to.getFirst().equals("restore")) {
          versions.restore(exchange.actor(), file, version.id());
          exchange.status(201);
        } else {
          throw new Problem.Denied("A version can only be restored.");
        }
      }
      default -> exchange.notAllowed(ALLOWED);
    }
  }

  private void list(
      DavExchange exchange, DavAddress.Versions address, FileId file, Map<String, Version> named)
      throws IOException {
    if (!exchange.method().equals("PROPFIND")) {
      exchange.notAllowed("OPTIONS, PROPFIND");
      return;
    }
    EntryList list = entries(exchange, address, exchange.propfind(USUAL));
    String base = address.base() + DavPath.encode(address.names());
    list.addFolder(base);
    if (exchange.depth(Depth.ONE) != Depth.ZERO) {
      Entry current = browse.find(exchange.actor(), file).entry();
      named.forEach((name, version) ->
          list.add(
              entry(current, version),
              (base + "/" + name).getBytes(StandardCharsets.US_ASCII),
              null));
    }
    list.end();
  }

  private void signpost(DavExchange exchange, DavAddress.Versions address) throws IOException {
    if (!exchange.method().equals("PROPFIND")) {
      exchange.notAllowed("OPTIONS, PROPFIND");
      return;
    }
    EntryList list = entries(exchange, address, exchange.propfind(USUAL));
    list.addFolder(
        address.base() + (address.names().isEmpty() ? "" : DavPath.encode(address.names())));
    list.end();
  }

  private void download(DavExchange exchange, FileId file, Version version) throws IOException {
    Entry current = browse.find(exchange.actor(), file).entry();
    Node then = entry(current, version).node();
    sending.answer(
        exchange.request(),
        exchange.response(),
        Sending.What.attachment(then, () -> versions.reading(exchange.actor(), current, version)));
  }

  private EntryList entries(DavExchange exchange, DavAddress.Versions address, List<QName> names) {
    return new EntryList(
        exchange,
        properties,
        facts.none(exchange.actor(), address.base()),
        EntryList.Telling.NAMED,
        names);
  }

  /// Clients know a version by its time; where two have the same, the number tells them apart.
  private static Map<String, Version> named(List<Version> versions) {
    Map<String, Version> named = new LinkedHashMap<>();
    for (Version version : versions) {
      String name = Long.toString(version.mtime());
      named.put(named.containsKey(name) ? name + "." + version.id().value() : name, version);
    }
    return named;
  }

  private static FileId file(String name) {
    if (!name.matches("[0-9]{1,18}")) {
      throw new Problem.NotFound("There is no such file.");
    }
    return new FileId(Long.parseLong(name));
  }

  /// The file as it was then.
  private static Entry entry(Entry current, Version version) {
    Node now = current.node();
    Node then =
        new Node(
            now.id(),
            now.space(),
            now.parent(),
            now.name(),
            false,
            version.content().size(),
            version.mtime(),
            version.id().value(),
            version.content().hash(),
            version.checksum().orElse(null));
    return new Entry(then, current.role(), current.team(), false);
  }
}
