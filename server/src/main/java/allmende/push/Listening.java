package allmende.push;

import allmende.identity.AccountId;

/// A client that wants to hear of changes.
public interface Listening {
  AccountId account();

  /// Whether it wants to know which files, too.
  boolean wantsIds();

  /// Never waits for the client.
  void send(String text);

  /// Ends it; the client may come again.
  void end(String reason);
}
