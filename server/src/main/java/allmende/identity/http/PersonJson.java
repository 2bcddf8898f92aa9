package allmende.identity.http;

import allmende.identity.Account;
import org.jspecify.annotations.Nullable;

/// `Person` of `docs/protocols/http.md`.
public record PersonJson(
    String id,
    String name,
    String displayName,
    @Nullable String email,
    @Nullable String language,
    boolean administrator) {
  public static PersonJson of(Account account) {
    return new PersonJson(
        Long.toString(account.id().value()),
        account.name(),
        account.displayName(),
        account.email(),
        account.language(),
        account.administrator());
  }
}
