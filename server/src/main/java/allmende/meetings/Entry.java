package allmende.meetings;

/// What becomes of somebody who wants to come in.
public sealed interface Entry {
  /// They may come in.
  ///
  /// @param token opens the meeting's room, for a few minutes
  /// @param identity what they are called in that room
  record Admitted(String token, String identity, Role role) implements Entry {
    @Override
    public String toString() {
      return identity;
    }
  }

  /// A guest may not be there alone: nobody with an account has come yet.
  record Waiting() implements Entry {}
}
