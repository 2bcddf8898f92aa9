package allmende.files;

/// Names a link within the house.
public record LinkId(long value) {}
