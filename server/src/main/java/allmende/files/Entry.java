package allmende.files;

import allmende.spaces.Role;

/// A node as one person meets it.
///
/// @param role what the person may do with it
/// @param team whether it lies in a team space
/// @param mount whether it is the top of a team space, which nobody moves or deletes from here
public record Entry(Node node, Role role, boolean team, boolean mount) {}
