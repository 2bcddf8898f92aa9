package allmende.platform.blobs;

import java.util.HexFormat;

/// Content that was written once and is on disk.
///
/// @param hash its SHA-256
/// @param size in bytes
public record Blob(byte[] hash, long size) {
  /// The hash in lower-case hex, which is also the file's name.
  public String hex() {
    return HexFormat.of().formatHex(hash);
  }
}
