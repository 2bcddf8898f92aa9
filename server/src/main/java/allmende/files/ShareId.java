package allmende.files;

/// A share with people, by its number; no link has the same.
public record ShareId(long value) {}
