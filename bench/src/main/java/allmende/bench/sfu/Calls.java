package allmende.bench.sfu;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A server's signalling.
interface Calls extends AutoCloseable {
  /// Lets somebody into a room.
  ///
  /// @param sends whose video is published
  /// @param receives who gets what comes back
  /// @param watches whether that is the video of everybody else in the room, from [#settle] on at
  ///   the latest, or none
  void join(String room, @Nullable HeadlessClient sends, HeadlessClient receives, boolean watches)
      throws IOException, InterruptedException;

  /// Returns when everybody is connected.
  ///
  /// @return how many videos they all get together
  int settle() throws IOException, InterruptedException;

  /// That everybody is still there.
  void check() throws IOException;

  @Override
  void close() throws IOException;
}
