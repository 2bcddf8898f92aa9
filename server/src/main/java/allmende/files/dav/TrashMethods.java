package allmende.files.dav;

import allmende.files.Entry;
import allmende.files.FileId;
import allmende.files.Node;
import allmende.files.Trash;
import allmende.files.transfer.Sending;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.DavPath;
import allmende.protocols.dav.Depth;
import allmende.protocols.xml.QName;
import allmende.spaces.Kind;
import allmende.spaces.SpaceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The trash bin: `trash/` lists what was thrown away, moving a thing from there into `restore/`
/// brings it back, and deleting it ends it for good.
///
/// Source: Nextcloud developer manual, WebDAV, "Trashbin".
final class TrashMethods {
  private static final String ALLOWED = "OPTIONS, PROPFIND, GET, HEAD, MOVE, DELETE";

  /// What a thing is called there: its number, and when it was thrown away.
  private static final Pattern NAME = Pattern.compile("([0-9]{1,18})\\.d[0-9]{1,18}");

  private static final List<QName> USUAL =
      List.of(
          QName.dav("resourcetype"),
          QName.dav("getlastmodified"),
          QName.dav("getcontentlength"),
          QName.dav("getetag"),
          QName.oc("fileid"),
          QName.oc("size"),
          QName.nc("trashbin-filename"),
          QName.nc("trashbin-original-location"),
          QName.nc("trashbin-deletion-time"));

  private final Trash trash;
  private final Sending sending;
  private final EntryProperties properties;
  private final Facts.Reader facts;

  TrashMethods(Trash trash, Sending sending, EntryProperties properties, Facts.Reader facts) {
    this.trash = trash;
    this.sending = sending;
    this.properties = properties;
    this.facts = facts;
  }

  void answer(DavExchange exchange, DavAddress.Trash address) throws IOException {
    List<String> names = address.names();
    boolean inTrash = !names.isEmpty() && names.getFirst().equals("trash");
    boolean top = names.isEmpty() || names.equals(List.of("restore"));
    if (names.size() > 2 || !top && !inTrash) {
      throw new Problem.NotFound("There is nothing at this address.");
    }
    if (names.size() == 2) {
      one(exchange, address, item(exchange, names.get(1)));
      return;
    }
    switch (exchange.method()) {
      case "PROPFIND" -> list(exchange, address, inTrash);
      case "DELETE" -> {
        if (!inTrash) {
          throw new Problem.Denied("This belongs to the trash bin itself.");
        }
        empty(exchange);
        exchange.status(204);
      }
      default -> exchange.notAllowed(ALLOWED);
    }
  }

  private void one(DavExchange exchange, DavAddress.Trash address, Trash.Item item)
      throws IOException {
    switch (exchange.method()) {
      case "PROPFIND" -> {
        List<QName> names = exchange.propfind(USUAL);
        EntryList list = entries(exchange, address, names, Map.of(item.node().id(), item));
        list.add(entry(item), href(address, item), null);
        list.end();
      }
      case "GET", "HEAD" -> download(exchange, item);
      case "DELETE" -> {
        trash.purge(exchange.actor(), item.node().id());
        exchange.status(204);
      }
      case "MOVE" -> restore(exchange, item);
      default -> exchange.notAllowed(ALLOWED);
    }
  }

  private void list(DavExchange exchange, DavAddress.Trash address, boolean inTrash)
      throws IOException {
    // What is known of the one item that is being written: a trash may hold any number.
    Map<FileId, Trash.Item> current = new HashMap<>();
    List<QName> names = exchange.propfind(USUAL);
    boolean children = exchange.depth(Depth.ONE) != Depth.ZERO;
    EntryList list = entries(exchange, address, names, current);
    String base =
        address.base() + (address.names().isEmpty() ? "" : DavPath.encode(address.names()));
    list.addFolder(base);
    if (address.names().isEmpty() && children) {
      list.addFolder(base + "/trash");
      list.addFolder(base + "/restore");
    }
    if (inTrash && children) {
      trash.list(
          exchange.actor(),
          item -> {
            current.clear();
            current.put(item.node().id(), item);
            list.add(entry(item), href(address, item), null);
          });
    }
    list.end();
  }

  private void restore(DavExchange exchange, Trash.Item item) {
    switch (exchange.destination()) {
      case DavAddress.Trash(_, List<String> names)
          when !names.isEmpty() && names.getFirst().equals("restore") ->
          trash.restore(exchange.actor(), item.node().id());
      case DavAddress.File file -> trash.restore(exchange.actor(), item.node().id(), file.path());
      default -> throw new Problem.Denied("What is in the trash can only be restored.");
    }
    exchange.status(201);
  }

  private void empty(DavExchange exchange) {
    Set<SpaceId> spaces = new LinkedHashSet<>();
    trash.list(exchange.actor(), item -> spaces.add(item.membership().space().id()));
    spaces.forEach(space -> trash.empty(exchange.actor(), space));
  }

  private void download(DavExchange exchange, Trash.Item item) throws IOException {
    Node file = item.node();
    if (file.folder()) {
      throw new Problem.Exists("A folder has no content; ask for its list.");
    }
    sending.answer(
        exchange.request(),
        exchange.response(),
        Sending.What.attachment(file, () -> trash.reading(exchange.actor(), item)));
  }

  private Trash.Item item(DavExchange exchange, String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new Problem.NotFound("There is nothing of that name in the trash.");
    }
    return trash.find(exchange.actor(), new FileId(Long.parseLong(matcher.group(1))));
  }

  private EntryList entries(
      DavExchange exchange,
      DavAddress.Trash address,
      List<QName> names,
      Map<FileId, Trash.Item> items) {
    return new EntryList(
        exchange,
        properties,
        facts.thrownAway(exchange.actor(), address.base(), items),
        EntryList.Telling.NAMED,
        names);
  }

  private static Entry entry(Trash.Item item) {
    boolean team = item.membership().space().kind() == Kind.TEAM;
    return new Entry(item.node(), item.membership().role(), team, false);
  }

  private static byte[] href(DavAddress.Trash address, Trash.Item item) {
    String name = item.node().id().value() + ".d" + item.deletedAt();
    String slash = item.node().folder() ? "/" : "";
    return (address.base() + "/trash/" + name + slash).getBytes(StandardCharsets.US_ASCII);
  }
}
