package allmende.sfu.media;

import allmende.protocols.stun.StunView;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// How a client's packets come to us, by hand.
interface TestWay extends Closeable {
  void send(byte[] bytes) throws IOException;

  /// The next packet; empty when none comes in time.
  Optional<byte[]> next(int millis) throws IOException;

  @Override
  void close() throws IOException;

  /// Datagrams from the loopback address.
  final class Udp implements TestWay {
    private final DatagramSocket socket;
    private final InetSocketAddress server;

    Udp(InetSocketAddress server) throws IOException {
      this.server = server;
      this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    @Override
    public void send(byte[] bytes) throws IOException {
      socket.send(new DatagramPacket(bytes, bytes.length, server));
    }

    @Override
    public Optional<byte[]> next(int millis) throws IOException {
      byte[] buffer = new byte[4_096];
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      socket.setSoTimeout(Math.max(1, millis));
      try {
        socket.receive(packet);
        return Optional.of(Arrays.copyOf(buffer, packet.getLength()));
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      }
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  /// A connection, with the frames of RFC 4571, or with what TURN needs none for.
  final class Tcp implements TestWay {
    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final boolean framed;

    Tcp(InetSocketAddress server, boolean framed) throws IOException {
      this.framed = framed;
      socket.connect(server, 5_000);
      socket.setTcpNoDelay(true);
      in = new DataInputStream(socket.getInputStream());
    }

    @Override
    public void send(byte[] bytes) throws IOException {
      int padded = framed ? bytes.length : (bytes.length + 3) & ~3;
      ByteBuffer out = ByteBuffer.allocate(2 + padded);
      if (framed) {
        out.putShort((short) bytes.length);
      }
      out.put(bytes).position((framed ? 2 : 0) + padded);
      socket.getOutputStream().write(out.array(), 0, out.position());
    }

    void raw(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    @Override
    public Optional<byte[]> next(int millis) throws IOException {
      socket.setSoTimeout(Math.max(1, millis));
      byte[] head = new byte[4];
      try {
        head[0] = in.readByte();
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      } catch (EOFException e) {
        return Optional.empty();
      }
      socket.setSoTimeout(5_000);
      if (framed) {
        byte[] packet = new byte[(head[0] & 0xFF) << 8 | in.readUnsignedByte()];
        in.readFully(packet);
        return Optional.of(packet);
      }
      in.readFully(head, 1, 3);
      int length = (head[2] & 0xFF) << 8 | head[3] & 0xFF;
      int rest = (head[0] & 0xC0) == 0 ? StunView.HEADER - 4 + length : (length + 3) & ~3;
      byte[] message = Arrays.copyOf(head, 4 + rest);
      in.readFully(message, 4, rest);
      return Optional.of(message);
    }

    /// Whether the other side has ended it, within a while.
    boolean isEnded() throws IOException {
      socket.setSoTimeout(5_000);
      try {
        while (in.read() >= 0) {
          // What was still under way.
        }
        return true;
      } catch (SocketTimeoutException e) {
        return false;
      } catch (IOException e) {
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
