package allmende.files;

import allmende.platform.blobs.Blob;
import java.util.Optional;
import java.util.OptionalLong;

/// Content that is on disk and wants to become a file.
///
/// @param content the bytes; whoever hands them over
///   [holds][allmende.platform.blobs.BlobStore#hold] them until they are a file
/// @param mtime seconds since 1970, if the sender told
/// @param checksum as the sender gave it, verified
public record Upload(Blob content, OptionalLong mtime, Optional<String> checksum) {}
