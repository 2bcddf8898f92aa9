package allmende.files;

import allmende.spaces.Role;
import java.util.Optional;

/// A node as one person meets it.
///
/// @param role the person's in its space; of those who do not belong there, their giver's
/// @param rights what the person may do with it
/// @param team whether it lies in a team space
/// @param mount whether it is the top of a team space or of what was shared with the person: nobody
///   moves or deletes that from here
/// @param received by which somebody has it who does not belong to its space
public record Entry(
    Node node, Role role, Rights rights, boolean team, boolean mount, Optional<Received> received) {
  public Entry(Node node, Role role, Rights rights, boolean team, boolean mount) {
    this(node, role, rights, team, mount, Optional.empty());
  }

  /// With all that the role allows.
  public Entry(Node node, Role role, boolean team, boolean mount) {
    this(node, role, Rights.of(role), team, mount);
  }

  /// The same with another node in it.
  Entry with(Node other) {
    return new Entry(other, role, rights, team, mount, received);
  }
}
