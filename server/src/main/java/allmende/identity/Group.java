package allmende.identity;

/// People who are given access together.
public record Group(GroupId id, String name) {}
