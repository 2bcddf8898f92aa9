package allmende.files.dav;

import allmende.files.Entry;
import allmende.files.Lock;
import allmende.files.Locks;
import allmende.files.MediaType;
import allmende.files.Node;
import allmende.files.Properties;
import allmende.files.Property;
import allmende.files.Received;
import allmende.files.Rights;
import allmende.files.ShareKind;
import allmende.files.Trash;
import allmende.identity.Account;
import allmende.protocols.dav.ActiveLock;
import allmende.protocols.dav.DavPath;
import allmende.protocols.dav.Depth;
import allmende.protocols.dav.LockRequest;
import allmende.protocols.dav.MultistatusWriter;
import allmende.protocols.dav.Prop;
import allmende.protocols.nextcloud.Permissions;
import allmende.protocols.xml.QName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The live properties of files and folders, each by its name, and those that clients keep.
final class EntryProperties {
  static final byte[] COLLECTION = ascii("<d:collection/>");
  private static final byte[] LOCKS_OFFERED = ActiveLock.supportedLock();
  private static final byte[] REPORTS_OFFERED =
      ascii("<d:supported-report><d:report><oc:filter-files/></d:report></d:supported-report>");

  /// Nextcloud's «as much as the disk holds».
  private static final long UNLIMITED = -3;

  /// Writes one property of one entry; false when the entry has none.
  private interface Live {
    boolean write(MultistatusWriter out, Prop prop, Entry entry, Facts facts) throws IOException;
  }

  private interface Writing {
    void write(MultistatusWriter out, Prop prop, Entry entry, Facts facts) throws IOException;
  }

  private interface AgeWriting {
    void write(MultistatusWriter out, Prop prop, Properties.Age age) throws IOException;
  }

  private interface TrashWriting {
    void write(MultistatusWriter out, Prop prop, Trash.Item item) throws IOException;
  }

  private interface LockWriting {
    void write(MultistatusWriter out, Prop prop, Lock lock, Facts facts) throws IOException;
  }

  private final Map<QName, Live> live = new HashMap<>();

  EntryProperties(String instance) {
    byte[] instanceId = instance.getBytes(StandardCharsets.US_ASCII);
    everywhere(QName.dav("resourcetype"), (out, prop, entry, _) -> resourceType(out, prop, entry));
    everywhere(
        QName.dav("getlastmodified"),
        (out, prop, entry, _) -> out.httpDate(prop, entry.node().mtime()));
    everywhere(
        QName.dav("getetag"),
        (out, prop, entry, _) -> out.property(prop, "\"" + entry.node().tag() + "\""));
    everywhere(
        QName.dav("displayname"), (out, prop, entry, _) -> out.property(prop, entry.node().name()));
    files(
        QName.dav("getcontentlength"),
        (out, prop, entry, _) -> out.property(prop, entry.node().size()));
    files(
        QName.dav("getcontenttype"),
        (out, prop, entry, _) -> out.property(prop, MediaType.orBytes(entry.node().name())));
    folders(
        QName.dav("quota-used-bytes"),
        (out, prop, entry, _) -> out.property(prop, entry.node().size()));
    folders(
        QName.dav("quota-available-bytes"),
        (out, prop, entry, facts) ->
            out.property(prop, facts.room().getOrDefault(entry.node().space(), UNLIMITED)));
    everywhere(QName.dav("supportedlock"), (out, prop, _, _) -> out.rawXml(prop, LOCKS_OFFERED));
    everywhere(QName.dav("lockdiscovery"), EntryProperties::lockDiscovery);
    everywhere(
        QName.dav("supported-report-set"), (out, prop, _, _) -> out.rawXml(prop, REPORTS_OFFERED));
    everywhere(QName.oc("size"), (out, prop, entry, _) -> out.property(prop, entry.node().size()));
    everywhere(
        QName.oc("id"),
        (out, prop, entry, _) -> out.fileId(prop, entry.node().id().value(), instanceId));
    everywhere(
        QName.oc("fileid"), (out, prop, entry, _) -> out.property(prop, entry.node().id().value()));
    everywhere(
        QName.oc("permissions"),
        (out, prop, entry, _) -> out.property(prop, permissions(entry).ascii()));
    files(QName.oc("checksums"), EntryProperties::checksums);
    everywhere(QName.oc("share-types"), EntryProperties::shareTypes);
    everywhere(QName.oc("data-fingerprint"), (out, prop, _, _) -> out.empty(prop));
    everywhere(
        QName.oc("favorite"),
        (out, prop, entry, facts) ->
            out.property(prop, facts.favourites().contains(entry.node().id()) ? 1 : 0));
    everywhere(QName.oc("comments-unread"), (out, prop, _, _) -> out.property(prop, 0));
    personal(
        QName.oc("owner-id"),
        (out, prop, entry, facts) -> out.property(prop, owner(entry, facts).name()));
    personal(
        QName.oc("owner-display-name"),
        (out, prop, entry, facts) -> out.property(prop, owner(entry, facts).displayName()));
    aged(
        QName.dav("creationdate"),
        (out, prop, age) -> out.property(prop, Instant.ofEpochSecond(age.born()).toString()));
    aged(QName.nc("creation_time"), (out, prop, age) -> out.property(prop, age.born()));
    aged(QName.nc("upload_time"), (out, prop, age) -> out.property(prop, age.created()));
    everywhere(QName.nc("is-encrypted"), (out, prop, _, _) -> out.property(prop, 0));
    everywhere(
        QName.nc("is-mount-root"),
        (out, prop, entry, _) -> out.property(prop, entry.mount() ? "true" : "false"));
    everywhere(
        QName.nc("mount-type"), (out, prop, entry, _) -> out.property(prop, mountType(entry)));
    received(
        QName.nc("note"),
        (out, prop, received) -> out.property(prop, received.shares().getFirst().note()));
    everywhere(
        QName.ocs("share-permissions"),
        (out, prop, entry, _) -> out.property(prop, entry.rights().bits()));
    everywhere(
        QName.nc("has-preview"),
        (out, prop, entry, _) -> out.property(prop, hasPreview(entry) ? "true" : "false"));
    thrownAway("trashbin-filename", (out, prop, item) -> out.property(prop, item.node().name()));
    thrownAway(
        "trashbin-original-location",
        (out, prop, item) -> out.property(prop, String.join("/", item.path())));
    thrownAway("trashbin-deletion-time", (out, prop, item) -> out.property(prop, item.deletedAt()));
    thrownAway(
        "trashbin-title", (out, prop, item) -> out.property(prop, String.join("/", item.path())));
    everywhere(
        QName.nc("lock"),
        (out, prop, entry, facts) -> out.property(prop, lock(entry, facts).isPresent() ? 1 : 0));
    locked(
        "lock-owner-type",
        (out, prop, lock, _) -> out.property(prop, lock.kind() == Lock.Kind.PERSON ? 0 : 2));
    locked("lock-owner", (out, prop, lock, _) -> out.property(prop, lock.ownerName()));
    locked(
        "lock-owner-displayname",
        (out, prop, lock, _) -> out.property(prop, lock.ownerDisplayName()));
    locked("lock-owner-editor", (out, prop, _, _) -> out.empty(prop));
    locked(
        "lock-time", (out, prop, lock, _) -> out.property(prop, lock.created().getEpochSecond()));
    locked("lock-timeout", (out, prop, lock, _) -> out.property(prop, lock.seconds()));
    locked(
        "lock-token",
        (out, prop, lock, facts) ->
            // A token is a key: nobody else learns it.
            out.property(prop, isOwn(lock, facts) ? lock.token() : ""));
  }

  /// What `allprop` asks for: the properties of RFC 4918.
  List<QName> standard() {
    return List.of(
        QName.dav("resourcetype"),
        QName.dav("creationdate"),
        QName.dav("getlastmodified"),
        QName.dav("getetag"),
        QName.dav("displayname"),
        QName.dav("getcontentlength"),
        QName.dav("getcontenttype"),
        QName.dav("supportedlock"),
        QName.dav("lockdiscovery"));
  }

  /// What files_lock tells of a lock, for the answer of LOCK and UNLOCK.
  List<QName> aboutLocks() {
    return Stream.of(
            "lock",
            "lock-owner-type",
            "lock-owner",
            "lock-owner-displayname",
            "lock-owner-editor",
            "lock-time",
            "lock-timeout",
            "lock-token")
        .map(QName::nc)
        .toList();
  }

  /// What is asked of each entry of an answer: looked up once for all of them.
  static final class Asking {
    private final Prop[] props;

    /// How each is written; none for what only a client can have put there.
    private final @Nullable Live[] live;

    /// Room for the names that an entry lacks.
    private final Prop[] absent;

    private Asking(Prop[] props, @Nullable Live[] live) {
      this.props = props;
      this.live = live;
      this.absent = new Prop[props.length];
    }
  }

  /// @param names each once
  Asking asking(Collection<QName> names) {
    return new Asking(
        names.stream().map(Prop::of).toArray(Prop[]::new),
        names.stream().map(live::get).toArray(Live[]::new));
  }

  /// Writes the propstats of one entry.
  ///
  /// @param all whether all that clients keep is wanted beside what is named
  void write(MultistatusWriter out, Entry entry, Facts facts, Asking asking, boolean all)
      throws IOException {
    List<Property> own = facts.own().getOrDefault(entry.node().id(), List.of());
    int missing = 0;
    out.startPropstatOk();
    for (int i = 0; i < asking.props.length; i++) {
      Prop prop = asking.props[i];
      Live property = asking.live[i];
      boolean written =
          property == null
              ? !own.isEmpty() && writeOwn(out, prop, own)
              : property.write(out, prop, entry, facts);
      if (!written) {
        asking.absent[missing++] = prop;
      }
    }
    if (all) {
      for (Property property : own) {
        writeOwn(out, Prop.of(property.name()), property);
      }
    }
    out.endPropstat();
    out.notFound(asking.absent, missing);
  }

  /// Writes the names of what an entry has, without values (RFC 4918 §9.1.4).
  void writeNames(MultistatusWriter out, Entry entry, Facts facts) throws IOException {
    out.startPropstatOk();
    for (QName name : standard()) {
      out.empty(Prop.of(name));
    }
    for (Property property : facts.own().getOrDefault(entry.node().id(), List.of())) {
      out.empty(Prop.of(property.name()));
    }
    out.endPropstat();
  }

  static Permissions permissions(Entry entry) {
    int bits = Permissions.READ;
    if (entry.team()) {
      bits |= Permissions.MOUNTED;
    }
    if (entry.received().isPresent()) {
      bits |= Permissions.SHARED;
    }
    Rights rights = entry.rights();
    if (entry.node().folder()) {
      bits |= rights.can(Rights.CREATE) ? Permissions.CREATE | Permissions.FOLDER : 0;
    } else {
      bits |= rights.can(Rights.UPDATE) ? Permissions.WRITE : 0;
    }
    boolean stays = entry.mount() || entry.node().parent().isEmpty();
    if (entry.mount() && entry.received().isPresent()) {
      // What it is called with oneself, and whether one has it, is one's own affair.
      bits |= Permissions.DELETE | Permissions.RENAME | Permissions.MOVE;
    }
    if (!stays) {
      bits |= rights.can(Rights.DELETE) ? Permissions.DELETE : 0;
      bits |= rights.can(Rights.UPDATE) ? Permissions.RENAME | Permissions.MOVE : 0;
    }
    // The top of a space has members, not links.
    if (!stays && rights.can(Rights.SHARE)) {
      bits |= Permissions.SHARE;
    }
    return new Permissions(bits);
  }

  /// What the client gave us, or else the content's own hash: either lets a client check what it
  /// downloads.
  static String checksum(Node file) {
    String given = file.checksum();
    return given != null ? given : "SHA256:" + HexFormat.of().formatHex(file.content().hash());
  }

  private void everywhere(QName name, Writing writing) {
    live.put(
        name,
        (out, prop, entry, facts) -> {
          writing.write(out, prop, entry, facts);
          return true;
        });
  }

  private void files(QName name, Writing writing) {
    live.put(
        name,
        (out, prop, entry, facts) -> {
          if (entry.node().folder()) {
            return false;
          }
          writing.write(out, prop, entry, facts);
          return true;
        });
  }

  private void folders(QName name, Writing writing) {
    live.put(
        name,
        (out, prop, entry, facts) -> {
          if (!entry.node().folder()) {
            return false;
          }
          writing.write(out, prop, entry, facts);
          return true;
        });
  }

  private void personal(QName name, Writing writing) {
    live.put(
        name,
        (out, prop, entry, facts) -> {
          if (entry.team()) {
            return false;
          }
          writing.write(out, prop, entry, facts);
          return true;
        });
  }

  private interface ReceivedWriting {
    void write(MultistatusWriter out, Prop prop, Received received) throws IOException;
  }

  private void received(QName name, ReceivedWriting writing) {
    live.put(
        name,
        (out, prop, entry, _) -> {
          Optional<Received> received = entry.received();
          if (received.isEmpty()) {
            return false;
          }
          writing.write(out, prop, received.get());
          return true;
        });
  }

  private static Account owner(Entry entry, Facts facts) {
    return entry.received().map(Received::giver).orElse(facts.actor().account());
  }

  private static String mountType(Entry entry) {
    if (entry.received().isPresent()) {
      return "shared";
    }
    return entry.team() ? "group" : "";
  }

  private void aged(QName name, AgeWriting writing) {
    live.put(
        name,
        (out, prop, entry, facts) -> {
          Properties.Age age = facts.ages().get(entry.node().id());
          if (age == null) {
            return false;
          }
          writing.write(out, prop, age);
          return true;
        });
  }

  private void thrownAway(String name, TrashWriting writing) {
    live.put(
        QName.nc(name),
        (out, prop, entry, facts) -> {
          Trash.Item item = facts.trash().get(entry.node().id());
          if (item == null) {
            return false;
          }
          writing.write(out, prop, item);
          return true;
        });
  }

  private void locked(String name, LockWriting writing) {
    live.put(
        QName.nc(name),
        (out, prop, entry, facts) -> {
          Optional<Lock> lock = lock(entry, facts);
          if (lock.isEmpty()) {
            return false;
          }
          writing.write(out, prop, lock.get(), facts);
          return true;
        });
  }

  private static boolean writeOwn(MultistatusWriter out, Prop prop, List<Property> own)
      throws IOException {
    for (Property property : own) {
      if (property.name().equals(prop.name())) {
        writeOwn(out, prop, property);
        return true;
      }
    }
    return false;
  }

  private static void writeOwn(MultistatusWriter out, Prop prop, Property property)
      throws IOException {
    byte[] value = property.value().getBytes(StandardCharsets.UTF_8);
    String lang = property.lang();
    if (lang == null) {
      out.rawXml(prop, value);
    } else {
      out.rawXml(prop, lang, value);
    }
  }

  private static void resourceType(MultistatusWriter out, Prop prop, Entry entry)
      throws IOException {
    if (entry.node().folder()) {
      out.rawXml(prop, COLLECTION);
    } else {
      out.empty(prop);
    }
  }

  private static void checksums(MultistatusWriter out, Prop prop, Entry entry, Facts facts)
      throws IOException {
    out.rawXml(prop, ascii("<oc:checksum>" + checksum(entry.node()) + "</oc:checksum>"));
  }

  /// Nextcloud's numbers (lib/public/Share/IShare.php, `TYPE_…`).
  private static int number(ShareKind kind) {
    return switch (kind) {
      case PERSON -> 0;
      case GROUP -> 1;
      case LINK -> 3;
    };
  }

  private static void shareTypes(MultistatusWriter out, Prop prop, Entry entry, Facts facts)
      throws IOException {
    Set<ShareKind> kinds = facts.shared().get(entry.node().id());
    if (kinds == null) {
      out.empty(prop);
    } else {
      StringBuilder types = new StringBuilder();
      kinds.forEach(
          kind -> types.append("<oc:share-type>").append(number(kind)).append("</oc:share-type>"));
      out.rawXml(prop, ascii(types.toString()));
    }
  }

  private static boolean hasPreview(Entry entry) {
    return !entry.node().folder()
        && Set.of("image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp")
            .contains(MediaType.orBytes(entry.node().name()));
  }

  private static Optional<Lock> lock(Entry entry, Facts facts) {
    return facts.locks().getOrDefault(entry.node().id(), List.of()).stream()
        .map(Locks.Held::lock)
        .findFirst();
  }

  private static void lockDiscovery(MultistatusWriter out, Prop prop, Entry entry, Facts facts)
      throws IOException {
    List<ActiveLock> active =
        facts.locks().getOrDefault(entry.node().id(), List.of()).stream()
            .filter(held -> held.lock().kind() == Lock.Kind.DAV)
            .map(held -> active(held, facts))
            .toList();
    out.rawXml(prop, ActiveLock.lockDiscovery(active));
  }

  /// A lock in WebDAV's words.
  static ActiveLock active(Locks.Held held, Facts facts) {
    Lock lock = held.lock();
    return new ActiveLock(
        // Its owner's other programs may need it (RFC 4918 §6.4); nobody else does.
        isOwn(lock, facts) ? lock.token() : "opaquelocktoken:hidden",
        lock.exclusive() ? LockRequest.Scope.EXCLUSIVE : LockRequest.Scope.SHARED,
        lock.deep() ? Depth.INFINITY : Depth.ZERO,
        lock.ownerXml(),
        Math.max(0, Duration.between(facts.now(), lock.expires()).toSeconds()),
        facts.base() + DavPath.encode(held.root()));
  }

  private static boolean isOwn(Lock lock, Facts facts) {
    return lock.owner().equals(facts.actor().account().id());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
