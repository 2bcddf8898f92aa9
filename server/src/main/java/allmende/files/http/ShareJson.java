package allmende.files.http;

import allmende.files.Share;
import allmende.files.Shares;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A share with a person or a group in JSON, for those who manage it.
///
/// @param kind `person` or `group`
/// @param access `view`, `add` or `edit`
/// @param live whether it allows anything at this moment
/// @param node what is shared, with the way there
record ShareJson(
    String kind,
    String id,
    WhomJson with,
    String access,
    String note,
    @Nullable String expiresAt,
    String madeAt,
    boolean live,
    boolean own,
    NodeJson node)
    implements GivenJson {
  static ShareJson of(Shares.Given given, WhomJson with) {
    Share share = given.share();
    return new ShareJson(
        with.kind(),
        Long.toString(share.id().value()),
        with,
        LinkJson.access(share.rights()),
        share.note(),
        share.expires().map(Instant::toString).orElse(null),
        share.made().toString(),
        given.live(),
        given.own(),
        NodeJson.of(given.at()));
  }
}
