package allmende.platform.events;

import org.jspecify.annotations.Nullable;

/// What happened.
///
/// @param kind stable and dotted: `file.created`
/// @param actor the account that did it; none for what the house does by itself
/// @param client the program it was done through
/// @param right by which right: how they had signed in and their role, or which rule of the house
/// @param space where
/// @param node on which file or folder
/// @param name what it was called then
/// @param detail what else matters, such as the place it came from
public record Event(
    String kind,
    @Nullable Long actor,
    String client,
    String right,
    @Nullable Long space,
    @Nullable Long node,
    @Nullable String name,
    @Nullable String detail) {}
