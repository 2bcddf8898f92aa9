package allmende.sfu.media;

import allmende.protocols.rtp.PacketFraming;
import allmende.protocols.stun.MalformedStun;
import allmende.protocols.stun.TurnStream;

/// How messages follow each other on a client's connection.
enum StreamFraming {
  /// Packets of ICE over TCP (RFC 4571, RFC 6544).
  PACKETS {
    @Override
    int length(byte[] bytes, int offset, int available) {
      return PacketFraming.frameLength(bytes, offset, available);
    }
  },
  /// STUN and ChannelData (RFC 8656 §3.1).
  TURN {
    @Override
    int length(byte[] bytes, int offset, int available) throws MalformedStun {
      return TurnStream.messageLength(bytes, offset, available);
    }
  };

  /// More bytes are needed to tell.
  static final int UNKNOWN = -1;

  /// Bytes that the message which starts here takes on the stream, or [#UNKNOWN].
  abstract int length(byte[] bytes, int offset, int available) throws MalformedStun;
}
