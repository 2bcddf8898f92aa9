package allmende.identity;

/// Names one group for good.
public record GroupId(long value) {}
