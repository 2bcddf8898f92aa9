package allmende.identity.http;

import allmende.identity.Group;

/// `Group` of `docs/protocols/http.md`.
public record GroupJson(String id, String name) {
  public static GroupJson of(Group group) {
    return new GroupJson(Long.toString(group.id().value()), group.name());
  }
}
