package allmende.protocols.archive;

import java.io.IOException;

/// How much of the announced content of one file has passed. An archive whose headers and content
/// disagree could not be read, so a disagreement ends it.
final class EntryProgress {
  /// No file is open.
  static final EntryProgress NONE = new EntryProgress(-1);

  private final long size;
  private long taken;

  EntryProgress(long size) {
    this.size = size;
  }

  void take(int length) throws IOException {
    requireOpen();
    if (length > size - taken) {
      throw new IOException("There is more content than announced.");
    }
    taken += length;
  }

  long finish() throws IOException {
    requireOpen();
    if (taken != size) {
      throw new IOException("There is less content than announced.");
    }
    return size;
  }

  void requireNone() {
    if (size >= 0) {
      throw new IllegalStateException("A file is still open.");
    }
  }

  private void requireOpen() {
    if (size < 0) {
      throw new IllegalStateException("No file is open.");
    }
  }
}
