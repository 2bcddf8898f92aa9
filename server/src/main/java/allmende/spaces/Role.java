package allmende.spaces;

/// What somebody may do in a space; each role includes the ones before it.
public enum Role {
  /// Sees and reads.
  VIEWER,
  /// Also changes, adds and deletes.
  EDITOR,
  /// Also says who belongs to the space.
  MANAGER;

  public boolean canWrite() {
    return this != VIEWER;
  }
}
