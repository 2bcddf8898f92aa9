package allmende.identity;

/// Names one account for good; never reused.
public record AccountId(long value) {}
