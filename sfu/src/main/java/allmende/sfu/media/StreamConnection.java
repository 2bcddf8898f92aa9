package allmende.sfu.media;

import allmende.protocols.rtp.PacketFraming;
import allmende.sfu.turn.TurnClient;
import java.net.InetSocketAddress;

/// A client's connection that has come to the loop which it is for: a way of ICE over TCP, or a
/// TURN client. Belongs to the loop.
final class StreamConnection implements TurnClient {
  private final MediaLoop loop;
  private final StreamLine line;
  private final StreamFraming framing;
  private final StreamPath path = new StreamPath(this);
  private final StreamCutter cutter;
  private boolean closed;

  StreamConnection(MediaLoop loop, StreamLine line, StreamFraming framing) {
    this.loop = loop;
    this.line = line;
    this.framing = framing;
    this.cutter = new StreamCutter(framing, this::take);
  }

  void received(byte[] bytes, int offset, int length) {
    if (!closed && !cutter.cut(bytes, offset, length)) {
      close();
    }
  }

  private void take(byte[] bytes, int offset, int length) {
    if (closed) {
      return;
    }
    switch (framing) {
      case PACKETS -> {
        loop.take(path, bytes, offset + PacketFraming.HEADER, length - PacketFraming.HEADER);
        if (path.owner() == null) {
          // What comes first proves whose it is, or it is nobody's.
          close();
        }
      }
      case TURN -> loop.relays().receive(this, bytes, offset, length);
    }
  }

  /// Sends a packet of ICE over TCP.
  void sendPacket(byte[] bytes, int offset, int length) {
    if (!closed && length < StreamCutter.LARGEST) {
      line.send(loop.framed(bytes, offset, length));
    }
  }

  @Override
  public InetSocketAddress address() {
    return line.remote();
  }

  @Override
  public boolean isStream() {
    return true;
  }

  /// Sends a message of TURN.
  @Override
  public void send(byte[] bytes, int offset, int length) {
    if (!closed && length <= StreamCutter.LARGEST) {
      line.send(loop.unframed(bytes, offset, length));
    }
  }

  @Override
  public void released() {
    if (!closed) {
      loop.relays().without(this);
    }
  }

  void close() {
    if (!closed) {
      line.close();
      ended();
    }
  }

  /// The connection is gone, and with it what went over it.
  void ended() {
    if (closed) {
      return;
    }
    closed = true;
    Transport owner = path.owner();
    if (owner != null) {
      owner.lost(path);
    }
    if (framing == StreamFraming.TURN) {
      loop.relays().gone(this);
    }
  }
}
