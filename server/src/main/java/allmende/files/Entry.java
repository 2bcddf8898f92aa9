package allmende.files;

import allmende.spaces.Role;

/// A node as one person meets it.
///
/// @param role the person's in its space; of those who came by a link, its giver's
/// @param rights what the person may do with it
/// @param team whether it lies in a team space
/// @param mount whether it is the top of a team space, which nobody moves or deletes from here
public record Entry(Node node, Role role, Rights rights, boolean team, boolean mount) {
  /// With all that the role allows.
  public Entry(Node node, Role role, boolean team, boolean mount) {
    this(node, role, Rights.of(role), team, mount);
  }
}
