package allmende.spaces;

/// Whose space it is.
public enum Kind {
  /// One person's own.
  PERSONAL,
  /// A team's, with members and roles.
  TEAM
}
