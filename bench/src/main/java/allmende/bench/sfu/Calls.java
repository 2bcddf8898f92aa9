package allmende.bench.sfu;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A server's signalling.
interface Calls extends AutoCloseable {
  /// Lets somebody into a room.
  ///
  /// @param sends whose video is published
  /// @param receives who gets that of everybody else in the room, from [#settle] on at the latest
  void join(String room, @Nullable HeadlessClient sends, @Nullable HeadlessClient receives)
      throws IOException, InterruptedException;

  /// Returns when everybody is connected.
  ///
  /// @return how many videos they all get together
  int settle() throws IOException, InterruptedException;

  @Override
  void close() throws IOException;
}
