package allmende.files;

import allmende.identity.Account;
import java.util.List;
import java.util.stream.Collectors;

/// Something that was shared with a person, as they meet it at the top of their files.
///
/// @param node what it is
/// @param name what it is called there, which is the receiver's own affair
/// @param shares by which they have it at this moment, the oldest first; one at the least
/// @param rights what all of these allow together
/// @param giver who gave the oldest of them
public record Received(
    FileId node, NodeName name, List<Share> shares, Rights rights, Account giver) {
  public Received {
    shares = List.copyOf(shares);
  }

  /// The right that it gives, in the ledger's words.
  String right() {
    return shares.stream()
        .map(share -> "share " + share.id().value())
        .collect(Collectors.joining(", "));
  }
}
