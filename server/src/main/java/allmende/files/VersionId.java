package allmende.files;

/// Names an earlier content of a file.
public record VersionId(long value) {}
