package allmende.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The data folder, held by the one server that uses it. The operating system gives the lock back
/// when the process ends, however it ends.
final class DataFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;

  private DataFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// @throws Settings.Misconfigured when another server holds it
  static DataFolder hold(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      channel.close();
      throw new Settings.Misconfigured(
          "Another Allmende is running on the data folder " + folder + ".");
    }
    return new DataFolder(folder, channel);
  }

  /// Makes sure that the contents here are those of this database: to the collector, those of any
  /// other would be files that nothing refers to.
  ///
  /// @param instance drawn when the database was made
  /// @throws Settings.Misconfigured when they are not
  void requireBelongsTo(String instance) throws IOException {
    Path note = folder.resolve("instance");
    if (!Files.exists(note)) {
      Path half = folder.resolve("instance.new");
      try (FileChannel file =
          FileChannel.open(
              half,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        file.write(ByteBuffer.wrap((instance + "\n").getBytes(StandardCharsets.US_ASCII)));
        file.force(true);
      }
      Files.move(half, note);
    } else if (!Files.readString(note).strip().equals(instance)) {
      throw new Settings.Misconfigured(
          "The data folder "
              + folder
              + " belongs to another database than the one that the settings name. If this database"
              + " was restored for it, remove the file "
              + note
              + ".");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
