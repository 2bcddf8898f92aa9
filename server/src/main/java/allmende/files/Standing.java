package allmende.files;

import allmende.identity.Actor;
import allmende.spaces.Membership;
import allmende.spaces.Role;
import java.util.Optional;

/// By which right somebody does something in a space.
///
/// @param membership their own or, if they do not belong there, that of whoever let them in
/// @param received by which they are there, if they do not belong there and came by no link
record Standing(Membership membership, Optional<Received> received) {
  static Standing of(Membership membership) {
    return new Standing(membership, Optional.empty());
  }

  /// In the ledger's words.
  String right(Actor actor) {
    return right(actor, membership.role(), received);
  }

  static String right(Actor actor, Role role, Optional<Received> received) {
    String came = actor.credential().right();
    if (Changes.isLink(actor)) {
      return came;
    }
    return came + ", " + received.map(Received::right).orElseGet(role::name);
  }
}
