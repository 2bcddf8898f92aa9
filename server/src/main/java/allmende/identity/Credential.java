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

  /// A link that somebody handed out: whoever comes with it is nobody in particular, and acts
  /// within what its giver may do.
  ///
  /// @param id the link's, which the ledger names
  /// @param token what stands in its address
  /// @param counted whether the download that is going on is counted already, so that a limit which
  ///   it has reached does not end it
  record Link(long id, String token, boolean counted) implements Credential {
    @Override
    public String right() {
      return "link " + id;
    }

    @Override
    public String toString() {
      // Without the token, should it ever reach a log.
      return right();
    }
  }
}
