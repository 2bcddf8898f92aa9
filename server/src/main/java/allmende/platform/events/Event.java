package allmende.platform.events;

import org.jspecify.annotations.Nullable;

/// What happened.
///
/// @param kind stable and dotted: `file.created`
/// @param actor the account that did it
/// @param client the program it was done through
/// @param right by which right: how they had signed in and their role
/// @param space where
/// @param node on which file or folder
/// @param name what it was called then
/// @param detail what else matters, such as the place it came from
public record Event(
    String kind,
    long actor,
    String client,
    String right,
    long space,
    long node,
    String name,
    @Nullable String detail) {}
