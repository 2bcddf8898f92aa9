package allmende.files.dav;

import allmende.identity.Actor;
import allmende.identity.Credential;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.DavPath;
import allmende.protocols.dav.MalformedPath;
import java.util.List;
import java.util.Locale;

/// What an address names for the person who asks.
///
/// Every `base` is the encoded path as the client wrote it, without a slash at the end; what comes
/// after it is decoded.
sealed interface DavAddress {
  /// Where links' addresses begin.
  String PUBLIC = "public.php";

  /// A file or folder.
  ///
  /// @param path from the person's root
  record File(String base, List<String> path) implements DavAddress {}

  /// A chunked upload, or one of its chunks.
  ///
  /// @param names nothing, the upload's, or the upload's and the chunk's
  record Upload(String base, List<String> names) implements DavAddress {}

  /// The trash bin.
  record Trash(String base, List<String> names) implements DavAddress {}

  /// Files' versions.
  record Versions(String base, List<String> names) implements DavAddress {}

  /// Where many small files arrive in one request.
  record Bulk() implements DavAddress {}

  /// A folder on the way to those: Office and others look at every one of them.
  record Signpost(String base) implements DavAddress {}

  /// @param raw the request's path, still encoded
  /// @throws Problem.NotFound for an address that is nobody's, or somebody else's
  /// @throws Problem.Invalid for one that cannot be
  static DavAddress of(String raw, Actor actor) {
    try {
      return of(raw, DavPath.decode(raw), actor);
    } catch (MalformedPath e) {
      throw new Problem.Invalid("The address is not a path that can be.");
    }
  }

  private static DavAddress of(String raw, List<String> names, Actor actor) {
    if (actor.credential() instanceof Credential.Link link) {
      return shared(raw, names, link);
    }
    if (names.size() < 2) {
      return signpost(raw, names.isEmpty() || names.getFirst().equals("remote.php"));
    }
    boolean dav = names.get(1).equals("dav");
    if (names.get(1).equals("webdav")) {
      return new File(base(raw, 2), names.subList(2, names.size()));
    }
    if (!dav || names.size() == 2) {
      return signpost(raw, dav);
    }
    if (names.get(2).equals("webdav")) {
      return new File(base(raw, 3), names.subList(3, names.size()));
    }
    if (names.size() == 3) {
      return names.get(2).equals("bulk") ? new Bulk() : signpost(raw, isPersonal(names.get(2)));
    }
    if (!isPersonal(names.get(2)) || !isSame(names.get(3), actor.account().name())) {
      return signpost(raw, false);
    }
    String base = base(raw, 4);
    List<String> rest = names.subList(4, names.size());
    return switch (names.get(2)) {
      case "files" -> new File(base, rest);
      case "uploads" -> new Upload(base, rest);
      case "trashbin" -> new Trash(base, rest);
      default -> new Versions(base, rest);
    };
  }

  /// Below a link, as Nextcloud addresses it: `/public.php/dav/files/TOKEN`, and formerly
  /// `/public.php/webdav` with the token as the user's name.
  private static DavAddress shared(String raw, List<String> names, Credential.Link link) {
    if (names.size() >= 2 && names.subList(0, 2).equals(List.of(PUBLIC, "webdav"))) {
      return new File(base(raw, 2), names.subList(2, names.size()));
    }
    if (names.size() >= 4
        && names.subList(0, 4).equals(List.of(PUBLIC, "dav", "files", link.token()))) {
      return new File(base(raw, 4), names.subList(4, names.size()));
    }
    return signpost(raw, false);
  }

  private static boolean isPersonal(String name) {
    return List.of("files", "uploads", "trashbin", "versions").contains(name);
  }

  private static DavAddress signpost(String raw, boolean known) {
    if (!known) {
      throw new Problem.NotFound("There is nothing at this address.");
    }
    return new Signpost(raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw);
  }

  /// The first segments of a path, with its slashes as they are.
  private static String base(String raw, int segments) {
    int end = 0;
    for (int seen = 0; seen < segments; seen++) {
      while (raw.charAt(end) == '/') {
        end++;
      }
      int slash = raw.indexOf('/', end);
      end = slash < 0 ? raw.length() : slash;
    }
    return raw.substring(0, end);
  }

  private static boolean isSame(String one, String other) {
    return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }
}
