package allmende.files.http;

import allmende.identity.Account;
import allmende.identity.Group;

/// Whom something is shared with, or by, in JSON.
///
/// @param kind `person` or `group`
/// @param name by which a person signs in; a group's own
record WhomJson(String kind, String id, String name, String displayName) {
  static WhomJson of(Account account) {
    return new WhomJson(
        "person", Long.toString(account.id().value()), account.name(), account.displayName());
  }

  static WhomJson of(Group group) {
    return new WhomJson("group", Long.toString(group.id().value()), group.name(), group.name());
  }

  static WhomJson gone(String kind, long id) {
    return new WhomJson(kind, Long.toString(id), "", "");
  }
}
