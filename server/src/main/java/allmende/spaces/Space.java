package allmende.spaces;

import org.jspecify.annotations.Nullable;

/// A place where files live and people work together.
///
/// @param name a personal space's is its owner's name
/// @param quota in bytes; null is no limit
public record Space(SpaceId id, Kind kind, String name, @Nullable Long quota) {}
