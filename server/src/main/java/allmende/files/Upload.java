package allmende.files;

import allmende.platform.blobs.Blob;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// Content that is on disk and wants to become a file.
///
/// @param content the bytes
/// @param mtime seconds since 1970, if the sender told
/// @param checksum as the sender gave it, verified
/// @param allowed whether what is there now (empty: nothing) may be replaced
public record Upload(
    Blob content,
    OptionalLong mtime,
    Optional<String> checksum,
    Predicate<Optional<Node>> allowed) {}
