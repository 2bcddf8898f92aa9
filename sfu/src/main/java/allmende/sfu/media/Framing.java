package allmende.sfu.media;

import allmende.protocols.payload.DependencyStructure;
import allmende.protocols.rtp.RtpView;
import allmende.sfu.svc.Frame;
import org.jspecify.annotations.Nullable;

/// Finds out what the packets of one stream are to their codec. This is the only place that knows
/// what codecs differ in; whoever forwards asks the [Frame].
final class Framing {
  private final Codec codec;
  private final int extension;
  private @Nullable DependencyStructure structure;

  /// @param extension the id of the dependency descriptor; 0 without
  Framing(Codec codec, int extension) {
    this.codec = codec;
    this.extension = codec.isAudio() ? 0 : extension;
  }

  /// Reads a packet that has just arrived.
  void read(RtpView packet, Frame into) {
    look(packet, into);
    if (into.structure() != null) {
      structure = into.structure();
    }
  }

  /// Reads a packet that has been kept.
  void look(RtpView packet, Frame into) {
    byte[] bytes = packet.bytes();
    int at = packet.payloadOffset();
    int length = packet.payloadLength();
    switch (codec) {
      case OPUS -> into.readAudio();
      case VP8 -> into.readVp8(bytes, at, length);
      case VP9 -> into.readVp9(bytes, at, length);
      case H264 -> into.readH264(bytes, at, length);
      case AV1 -> into.readAv1(bytes, at, length);
    }
    into.time(packet.timestamp());
    int value = descriptor(packet);
    if (value != RtpView.NONE) {
      into.describe(bytes, value, packet.extensionLength(value), structure, codec.isLayered());
    }
  }

  /// Where the dependency descriptor of a packet begins, or [RtpView#NONE].
  int descriptor(RtpView packet) {
    return extension == 0 ? RtpView.NONE : packet.extension(extension);
  }
}
