package allmende.files.http;

import allmende.files.Browse;
import allmende.files.Entry;
import allmende.files.FileId;
import allmende.files.MediaType;
import allmende.files.Node;
import allmende.files.Previews;
import allmende.files.Rights;
import allmende.files.Seen;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file or folder in JSON.
///
/// @param shared whether it has a link or is shared; told in a folder's list alone
/// @param giver who shares it with whoever asks, if somebody does
/// @param path only where it was asked for
record NodeJson(
    String id,
    @Nullable String parent,
    String space,
    String kind,
    String name,
    long size,
    String modifiedAt,
    String etag,
    @Nullable String type,
    boolean preview,
    boolean locked,
    boolean shared,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String giver,
    List<String> can,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<StepJson> path) {
  /// The last second that RFC 3339 can say.
  private static final long LATEST = 253_402_300_799L;

  /// One step of the way to it.
  record StepJson(String id, String name) {}

  static NodeJson of(Entry entry) {
    return of(entry, false, false);
  }

  static NodeJson of(Entry entry, boolean locked, boolean shared) {
    return of(entry, locked, shared, null);
  }

  static NodeJson of(Browse.At at) {
    return of(at.entry(), at.locked(), false, steps(at.path()));
  }

  static NodeJson of(Seen seen) {
    return of(seen.entry(), false, false, steps(seen.path()));
  }

  private static List<StepJson> steps(List<Browse.Step> path) {
    return path.stream().map(step -> new StepJson(text(step.id()), step.name())).toList();
  }

  private static NodeJson of(
      Entry entry, boolean locked, boolean shared, @Nullable List<StepJson> path) {
    Node node = entry.node();
    return new NodeJson(
        text(node.id()),
        node.parent().map(NodeJson::text).orElse(null),
        Long.toString(node.space().value()),
        kind(node),
        node.name(),
        node.size(),
        time(node.mtime()),
        node.tag(),
        node.folder() ? null : MediaType.of(node.name()).orElse(null),
        Previews.mayHave(node),
        locked,
        shared,
        entry.received().map(each -> each.giver().displayName()).orElse(null),
        can(entry),
        path);
  }

  static String kind(Node node) {
    return node.folder() ? "folder" : "file";
  }

  static String text(FileId id) {
    return Long.toString(id.value());
  }

  static String time(long seconds) {
    return Instant.ofEpochSecond(Math.clamp(seconds, 0, LATEST)).toString();
  }

  private static List<String> can(Entry entry) {
    List<String> can = new ArrayList<>(List.of("read"));
    add(can, entry, Rights.UPDATE, "write");
    add(can, entry, Rights.CREATE, "create");
    if (entry.node().parent().isPresent()) {
      add(can, entry, Rights.UPDATE, "rename");
      add(can, entry, Rights.DELETE, "delete");
      add(can, entry, Rights.SHARE, "share");
    }
    if (entry.mount() && entry.received().isPresent()) {
      can.add("rename");
      can.add("leave");
    }
    return can;
  }

  private static void add(List<String> can, Entry entry, int right, String word) {
    if (entry.rights().can(right)) {
      can.add(word);
    }
  }
}
