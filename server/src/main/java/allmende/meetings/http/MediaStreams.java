package allmende.meetings.http;

import allmende.platform.http.OtherProtocol;
import allmende.sfu.Sfu;
import allmende.sfu.media.StreamLine;
import allmende.sfu.media.StreamSession;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Media at the ports of HTTP: TURN, and ICE over TCP. Both begin with a small number, the one with
/// that of STUN (RFC 8489 §5), the other with the upper half of a length below 1,024 (RFC 4571).
/// TLS begins with 22, and HTTP with a letter.
public final class MediaStreams implements OtherProtocol {
  private static final int FEWEST_OF_OTHERS = 4;

  private final Sfu sfu;

  public MediaStreams(Sfu sfu) {
    this.sfu = sfu;
  }

  @Override
  public boolean beginsWith(byte first) {
    return (first & 0xFF) < FEWEST_OF_OTHERS;
  }

  @Override
  public Optional<Session> open(Line line) {
    return sfu.welcome(new Held(line)).map(Told::new);
  }

  private record Held(Line line) implements StreamLine {
    @Override
    public InetSocketAddress remote() {
      return line.remote();
    }

    @Override
    public void send(ByteBuffer message) {
      line.send(message);
    }

    @Override
    public void close() {
      line.close();
    }
  }

  private record Told(StreamSession session) implements Session {
    @Override
    public void received(byte[] bytes, int offset, int length) {
      session.received(bytes, offset, length);
    }

    @Override
    public void closed() {
      session.closed();
    }
  }
}
