package allmende.files;

/// A file's or folder's number: it stays the same wherever the thing is moved.
public record FileId(long value) {}
