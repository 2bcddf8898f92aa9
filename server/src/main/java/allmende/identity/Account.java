package allmende.identity;

import org.jspecify.annotations.Nullable;

/// A person as the house knows them. The name signs in and stands in addresses; it never changes.
///
/// @param language `de`, `en`, or null: then whatever the browser prefers
public record Account(
    AccountId id,
    String name,
    String displayName,
    @Nullable String email,
    @Nullable String language,
    boolean administrator) {}
