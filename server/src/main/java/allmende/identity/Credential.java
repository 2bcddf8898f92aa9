package allmende.identity;

/// What somebody proved themselves with.
public sealed interface Credential {
  /// The right under which something was done, in the ledger's words.
  String right();

  /// A browser's session; `id` is the hash of its cookie.
  record Session(String id) implements Credential {
    @Override
    public String right() {
      return "session";
    }
  }

  /// A client's own password, made by or for the person.
  record AppPassword(long id, String label) implements Credential {
    @Override
    public String right() {
      return "app-password";
    }
  }

  /// The account's password itself, sent with the request.
  record Password() implements Credential {
    @Override
    public String right() {
      return "password";
    }
  }
}
