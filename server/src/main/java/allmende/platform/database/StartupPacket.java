package allmende.platform.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// The first packet of PostgreSQL's wire protocol 3.0, as far as it takes to learn whether a server
/// answers.
final class StartupPacket {
  private static final int PROTOCOL_3_0 = 196608;

  private StartupPacket() {}

  static ByteBuffer of(String user, String database) {
    byte[] parameters =
        ("user\0" + user + "\0database\0" + database + "\0\0").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + parameters.length)
        .putInt(8 + parameters.length)
        .putInt(PROTOCOL_3_0)
        .put(parameters)
        .flip();
  }

  /// `R` opens the authentication exchange; a server that is still starting sends `E` instead.
  static boolean isWelcome(SocketChannel channel) throws IOException {
    ByteBuffer kind = ByteBuffer.allocate(1);
    return channel.read(kind) == 1 && kind.get(0) == 'R';
  }
}
