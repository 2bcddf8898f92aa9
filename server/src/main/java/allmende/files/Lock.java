package allmende.files;

import allmende.identity.AccountId;
import java.time.Instant;

/// A write lock on a file or folder.
///
/// @param token a URI that nobody guesses
/// @param deep whether everything below is locked too
/// @param ownerName the account's name of who took it
/// @param ownerXml what a WebDAV client calls its owner, as XML; may be empty
/// @param seconds from each refresh to the end
public record Lock(
    String token,
    FileId node,
    Kind kind,
    boolean exclusive,
    boolean deep,
    AccountId owner,
    String ownerName,
    String ownerDisplayName,
    String ownerXml,
    long seconds,
    Instant created,
    Instant expires) {
  /// Whom a lock keeps out.
  public enum Kind {
    /// Everybody who does not submit its token, its owner included (RFC 4918 §6).
    DAV,
    /// Everybody but its owner, whatever client they use (Nextcloud's files_lock).
    PERSON
  }

  /// Whether a change under these terms may pass.
  boolean yieldsTo(AccountId account, Terms terms) {
    return owner.equals(account) && (kind == Kind.PERSON || terms.tokens().contains(token));
  }
}
