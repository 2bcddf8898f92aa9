package allmende.files;

import allmende.identity.AccountId;
import allmende.platform.blobs.Blob;
import java.util.Optional;

/// What a file contained before it was changed.
///
/// @param mtime seconds since 1970; no two versions of a file have the same
/// @param author who had written it, if that is known
/// @param checksum as the client sent it and we verified it, `SHA1:…`
public record Version(
    VersionId id,
    Blob content,
    long mtime,
    Optional<AccountId> author,
    Optional<String> checksum) {}
