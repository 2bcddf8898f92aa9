package allmende.spaces;

import allmende.identity.AccountId;

/// An account that was given a role in a space by itself, not through a group.
public record Member(AccountId account, Role role) {}
