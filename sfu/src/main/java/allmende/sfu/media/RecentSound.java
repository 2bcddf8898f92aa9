package allmende.sfu.media;

import allmende.protocols.payload.RedPayload;
import allmende.protocols.rtp.RtpView;

/// The last packets of a track's sound, to be sent once more with those that follow. Belongs to a
/// loop.
final class RecentSound {
  /// More than a packet takes along, since some that have come may not have been passed on yet.
  private static final int PACKETS = 16;

  private final byte[][] payloads = new byte[PACKETS][RedPayload.MAX_LENGTH];
  private final int[] lengths = new int[PACKETS];
  private final int[] timestamps = new int[PACKETS];
  private final long[] indices = new long[PACKETS];

  void add(long index, RtpView packet) {
    int slot = slot(index);
    int length = packet.payloadLength();
    lengths[slot] = length > RedPayload.MAX_LENGTH ? 0 : length;
    System.arraycopy(packet.bytes(), packet.payloadOffset(), payloads[slot], 0, lengths[slot]);
    timestamps[slot] = packet.timestamp();
    indices[slot] = index;
  }

  /// How many bytes a packet has that may be repeated behind another; 0 if it is not known, or too
  /// old.
  int length(long index, int timestamp) {
    int slot = slot(index);
    int back = timestamp - timestamps[slot];
    return indices[slot] == index && back > 0 && back <= RedPayload.MAX_OFFSET ? lengths[slot] : 0;
  }

  int timestamp(long index) {
    return timestamps[slot(index)];
  }

  /// Copies one of which [#length] is known.
  void copy(long index, byte[] out, int at) {
    System.arraycopy(payloads[slot(index)], 0, out, at, lengths[slot(index)]);
  }

  private static int slot(long index) {
    return (int) index & PACKETS - 1;
  }
}
