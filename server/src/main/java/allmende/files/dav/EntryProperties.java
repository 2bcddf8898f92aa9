package allmende.files.dav;

import allmende.files.Entry;
import allmende.files.MediaType;
import allmende.files.Node;
import allmende.protocols.dav.MultistatusWriter;
import allmende.protocols.dav.Prop;
import allmende.protocols.nextcloud.Permissions;
import allmende.protocols.xml.QName;
import allmende.spaces.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The live properties of files and folders, each by its name.
final class EntryProperties {
  private static final byte[] COLLECTION = "<d:collection/>".getBytes(StandardCharsets.US_ASCII);

  /// Writes one property of one entry; false when the entry has none.
  private interface Live {
    boolean write(MultistatusWriter out, Prop prop, Entry entry) throws IOException;
  }

  private final Map<QName, Live> live = new HashMap<>();
  private final byte[] instance;

  EntryProperties(String instance) {
    this.instance = instance.getBytes(StandardCharsets.US_ASCII);
    live.put(QName.dav("resourcetype"), EntryProperties::resourceType);
    live.put(
        QName.dav("getlastmodified"),
        (out, prop, entry) -> done(() -> out.httpDate(prop, entry.node().mtime())));
    live.put(
        QName.dav("getetag"),
        (out, prop, entry) -> done(() -> out.property(prop, "\"" + entry.node().tag() + "\"")));
    live.put(
        QName.dav("displayname"),
        (out, prop, entry) -> done(() -> out.property(prop, entry.node().name())));
    live.put(QName.dav("getcontentlength"), EntryProperties::contentLength);
    live.put(QName.dav("getcontenttype"), EntryProperties::contentType);
    live.put(
        QName.dav("quota-used-bytes"),
        (out, prop, entry) ->
            entry.node().folder() && done(() -> out.property(prop, entry.node().size())));
    live.put(
        QName.dav("quota-available-bytes"),
        (out, prop, entry) -> entry.node().folder() && done(() -> out.property(prop, -3)));
    live.put(
        QName.oc("size"),
        (out, prop, entry) -> done(() -> out.property(prop, entry.node().size())));
    live.put(
        QName.oc("id"),
        (out, prop, entry) ->
            done(() -> out.fileId(prop, entry.node().id().value(), this.instance)));
    live.put(
        QName.oc("fileid"),
        (out, prop, entry) -> done(() -> out.property(prop, entry.node().id().value())));
    live.put(
        QName.oc("permissions"),
        (out, prop, entry) -> done(() -> out.property(prop, permissions(entry).ascii())));
    live.put(QName.oc("checksums"), EntryProperties::checksums);
    live.put(QName.oc("share-types"), (out, prop, _) -> done(() -> out.empty(prop)));
    live.put(QName.oc("data-fingerprint"), (out, prop, _) -> done(() -> out.empty(prop)));
    live.put(QName.nc("is-encrypted"), (out, prop, _) -> done(() -> out.property(prop, 0)));
    live.put(
        QName.nc("is-mount-root"),
        (out, prop, entry) -> done(() -> out.property(prop, entry.mount() ? "true" : "false")));
  }

  /// What `allprop` asks for: the properties of RFC 4918 that we keep.
  List<QName> standard() {
    return List.of(
        QName.dav("resourcetype"),
        QName.dav("getlastmodified"),
        QName.dav("getetag"),
        QName.dav("displayname"),
        QName.dav("getcontentlength"),
        QName.dav("getcontenttype"));
  }

  /// Writes the propstats of one entry; `absent` is room for the names that it lacks.
  void write(MultistatusWriter out, Entry entry, Prop[] wanted, Prop[] absent) throws IOException {
    int missing = 0;
    out.startPropstatOk();
    for (Prop prop : wanted) {
      Live property = live.get(prop.name());
      if (property == null || !property.write(out, prop, entry)) {
        absent[missing++] = prop;
      }
    }
    out.endPropstat();
    out.notFound(absent, missing);
  }

  static Permissions permissions(Entry entry) {
    int bits = Permissions.READ;
    if (entry.team()) {
      bits |= Permissions.MOUNTED;
    }
    if (entry.role().canWrite()) {
      bits |= entry.node().folder() ? Permissions.CREATE | Permissions.FOLDER : Permissions.WRITE;
      if (!entry.mount() && entry.node().parent().isPresent()) {
        bits |= Permissions.DELETE | Permissions.RENAME | Permissions.MOVE;
      }
    }
    if (entry.role() == Role.MANAGER) {
      bits |= Permissions.SHARE;
    }
    return new Permissions(bits);
  }

  private static boolean resourceType(MultistatusWriter out, Prop prop, Entry entry)
      throws IOException {
    return entry.node().folder()
        ? done(() -> out.rawXml(prop, COLLECTION))
        : done(() -> out.empty(prop));
  }

  private static boolean contentLength(MultistatusWriter out, Prop prop, Entry entry)
      throws IOException {
    return !entry.node().folder() && done(() -> out.property(prop, entry.node().size()));
  }

  private static boolean contentType(MultistatusWriter out, Prop prop, Entry entry)
      throws IOException {
    return !entry.node().folder()
        && done(() -> out.property(prop, MediaType.orBytes(entry.node().name())));
  }

  private static boolean checksums(MultistatusWriter out, Prop prop, Entry entry)
      throws IOException {
    Node node = entry.node();
    if (node.folder()) {
      return false;
    }
    String checksum = checksum(node);
    out.rawXml(
        prop, ("<oc:checksum>" + checksum + "</oc:checksum>").getBytes(StandardCharsets.US_ASCII));
    return true;
  }

  /// What the client gave us, or else the content's own hash: either lets a client check what it
  /// downloads.
  static String checksum(Node file) {
    String given = file.checksum();
    return given != null ? given : "SHA256:" + HexFormat.of().formatHex(file.content().hash());
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static boolean done(Writing writing) throws IOException {
    writing.run();
    return true;
  }
}
