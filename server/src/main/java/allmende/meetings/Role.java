package allmende.meetings;

/// What somebody is in a meeting.
public enum Role {
  /// Whoever started it: mutes others, sends them away, ends it.
  HOST,
  /// Anybody else with an account.
  MEMBER,
  /// Somebody with the link alone.
  GUEST;

  /// The attribute of a participant that says so, in lower case; nobody can change their own.
  public static final String ATTRIBUTE = "role";

  /// As in the ledger, in JSON and in the attribute.
  public String word() {
    return switch (this) {
      case HOST -> "host";
      case MEMBER -> "member";
      case GUEST -> "guest";
    };
  }
}
