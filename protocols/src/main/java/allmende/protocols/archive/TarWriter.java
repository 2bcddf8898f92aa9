package allmende.protocols.archive;

import allmende.protocols.ByteSink;
import java.io.IOException;

/// A tar archive written as it is sent, with no state beyond the entry at hand.
public final class TarWriter implements ArchiveWriter {
  private final ByteSink sink;
  private EntryProgress file = EntryProgress.NONE;

  public TarWriter(ByteSink sink) {
    this.sink = sink;
  }

  @Override
  public void folder(String path, long mtime) throws IOException {
    file.requireNone();
    emit(TarHeader.folder(EntryName.safe(path), mtime));
  }

  @Override
  public void startFile(String path, long mtime, long size) throws IOException {
    file.requireNone();
    file = new EntryProgress(size);
    emit(TarHeader.file(EntryName.safe(path), mtime, size));
  }

  @Override
  public void write(byte[] b, int off, int len) throws IOException {
    file.take(len);
    sink.write(b, off, len);
  }

  @Override
  public void endFile() throws IOException {
    long size = file.finish();
    file = EntryProgress.NONE;
    emit(new byte[TarHeader.padding(size)]);
  }

  /// Writes the two empty blocks that end an archive.
  @Override
  public void finish() throws IOException {
    file.requireNone();
    emit(new byte[2 * TarHeader.BLOCK]);
  }

  private void emit(byte[] bytes) throws IOException {
    sink.write(bytes, 0, bytes.length);
  }
}
