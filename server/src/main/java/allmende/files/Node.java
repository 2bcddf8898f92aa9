package allmende.files;

import allmende.platform.blobs.Blob;
import allmende.spaces.SpaceId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file or folder as it is now.
///
/// @param parent empty for a space's root
/// @param name as the client sent it
/// @param size in bytes; a folder's is that of everything in it
/// @param mtime seconds since 1970
/// @param etag changes with the content, a folder's with anything below it
/// @param hash of a file's content
/// @param checksum as the client sent it and we verified it, `SHA1:…`
public record Node(
    FileId id,
    SpaceId space,
    Optional<FileId> parent,
    String name,
    boolean folder,
    long size,
    long mtime,
    long etag,
    byte @Nullable [] hash,
    @Nullable String checksum) {
  /// The etag as clients see it, without quotes.
  public String tag() {
    return Long.toHexString(etag);
  }

  /// The same under another name.
  Node called(String other) {
    return new Node(id, space, parent, other, folder, size, mtime, etag, hash, checksum);
  }

  /// The same as those see it who see nothing above it.
  Node atTop() {
    return new Node(id, space, Optional.empty(), name, folder, size, mtime, etag, hash, checksum);
  }

  /// A file's content.
  ///
  /// @throws IllegalStateException for a folder
  public Blob content() {
    if (hash == null) {
      throw new IllegalStateException("a folder has no content");
    }
    return new Blob(hash, size);
  }
}
