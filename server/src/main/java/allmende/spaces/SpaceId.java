package allmende.spaces;

/// Names one space for good.
public record SpaceId(long value) {}
