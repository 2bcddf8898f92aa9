package allmende.files.http;

import allmende.files.Link;
import allmende.files.Links;
import allmende.files.Rights;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A link in JSON, for those who manage it.
///
/// @param kind `link`
/// @param token none for those who did not give it
/// @param access `view`, `add`, `edit` or `drop`
/// @param password whether it asks for one
/// @param live whether it leads anywhere at this moment
/// @param node what it leads to, with the way there
record LinkJson(
    String kind,
    String id,
    @Nullable String token,
    String access,
    String label,
    String note,
    boolean password,
    @Nullable String expiresAt,
    @Nullable Long downloadLimit,
    long downloads,
    String madeAt,
    boolean live,
    boolean own,
    NodeJson node)
    implements GivenJson {
  static LinkJson of(Links.Given given) {
    Link link = given.link();
    return new LinkJson(
        "link",
        Long.toString(link.id().value()),
        given.own() ? link.token() : null,
        access(link.rights()),
        link.label(),
        link.note(),
        link.password() != null,
        link.expires().map(Instant::toString).orElse(null),
        link.mostDownloads().orElse(null),
        link.downloads(),
        link.made().toString(),
        given.live(),
        given.own(),
        NodeJson.of(given.at()));
  }

  static String access(Rights rights) {
    if (!rights.can(Rights.READ)) {
      return "drop";
    }
    return switch (rights.without(Rights.SHARE).bits()) {
      case Rights.READ -> "view";
      case Rights.READ | Rights.CREATE -> "add";
      default -> "edit";
    };
  }
}
