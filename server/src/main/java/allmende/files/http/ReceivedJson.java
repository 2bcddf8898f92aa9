package allmende.files.http;

import allmende.files.Received;
import allmende.files.Share;
import allmende.files.Shares;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that others share with whoever asks, in JSON.
///
/// @param groups through which, as far as it is through groups
/// @param access `view`, `add` or `edit`
/// @param note of whoever gave it first; may be empty
/// @param expiresAt when the last of its shares ends, if each of them does
/// @param at since when they have it
record ReceivedJson(
    NodeJson node,
    WhomJson giver,
    List<WhomJson> groups,
    String access,
    String note,
    @Nullable String expiresAt,
    String at) {
  static ReceivedJson of(Shares.Got got, List<WhomJson> groups) {
    Received received = got.received();
    List<Share> shares = received.shares();
    return new ReceivedJson(
        NodeJson.of(got.at()),
        WhomJson.of(received.giver()),
        groups,
        LinkJson.access(received.rights()),
        shares.getFirst().note(),
        end(shares).map(Instant::toString).orElse(null),
        shares.getFirst().made().toString());
  }

  private static Optional<Instant> end(List<Share> shares) {
    return shares.stream().anyMatch(share -> share.expires().isEmpty())
        ? Optional.empty()
        : shares.stream().flatMap(share -> share.expires().stream()).max(Comparator.naturalOrder());
  }
}
