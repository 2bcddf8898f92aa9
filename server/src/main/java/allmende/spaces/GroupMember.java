package allmende.spaces;

import allmende.identity.GroupId;

/// A group whose people have a role in a space.
public record GroupMember(GroupId group, Role role) {}
