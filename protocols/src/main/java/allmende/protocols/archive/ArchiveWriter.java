package allmende.protocols.archive;

import allmende.protocols.ByteSink;
import java.io.IOException;

/// An archive written as it is sent, one entry after the other.
public sealed interface ArchiveWriter extends ByteSink permits TarWriter, ZipWriter {
  /// @param path names separated by `/`; what could lead an unpacker astray is replaced by `_`
  /// @param mtime seconds since 1970
  void folder(String path, long mtime) throws IOException;

  /// Begins a file, whose content follows by [#write].
  ///
  /// @param size of the content, in bytes
  void startFile(String path, long mtime, long size) throws IOException;

  /// @throws IOException if there was less content than announced
  void endFile() throws IOException;

  /// Writes what ends an archive. The sink is the caller's to close.
  void finish() throws IOException;
}
