package allmende.spaces;

/// Somebody's place in a space: the strongest role among their own and their groups'.
public record Membership(Space space, Role role) {}
