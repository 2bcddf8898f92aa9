package allmende.sfu.media;

import allmende.protocols.BigEndian;
import java.util.Arrays;

/// Pictures that show nothing, and silence: what a stream ends with, so that no decoder goes on
/// showing its last picture. Each fits in a packet, and needs nothing that came before.
final class BlankFrames {
  /// Of sound and of pictures, in nanoseconds.
  static final long DISTANCE = 20_000_000L;

  /// So many are enough even if some are lost.
  static final int COUNT = 5;

  /// One macroblock of VP8 in grey (RFC 6386 §9.1): a key frame of version 0 that is shown, whose
  /// first partition has 32 bytes; the start code; 16 by 16 pixels. The boolean decoder reads zeros
  /// alone from partitions that are zeros (§7.3), which say: nothing is updated (§9.3 to §9.11),
  /// every subblock is predicted by its neighbours' mean (§8.2), no coefficient follows (§13.2).
  private static final byte[] VP8 =
      Arrays.copyOf(
          new byte[] {0x10, 0x04, 0x00, (byte) 0x9D, 0x01, 0x2A, 16, 0, 16, 0}, 10 + 32 + 16);

  /// For H.264 (ITU-T H.264 §7.3.2) in packetization mode 1, an aggregate (RFC 6184 §5.7.1) of a
  /// sequence parameter set (constrained baseline, level 1, one macroblock), a picture parameter
  /// set and an IDR slice with one I_PCM macroblock of 256 samples of black and 128 of no colour.
  private static final byte[] H264_HEAD = {
    0x78, // STAP-A
    0,
    6,
    0x67,
    0x42,
    (byte) 0xE0,
    0x0A,
    (byte) 0xDA, // ids 0, frame_num of 4 bits, order as decoded, one reference, no gaps
    0x79, // one macroblock wide and high, frames alone, neither cropped nor described
    0,
    4,
    0x68,
    (byte) 0xCE, // ids 0, CAVLC, one slice group, one reference each
    0x38, // no weights, quantizers as they are
    (byte) 0x80,
    0x01, // 390 bytes
    (byte) 0x86,
    0x65,
    (byte) 0x88 // first macroblock, all are I
  };

  /// Behind that: frame 0, which IDR picture this is, its quantizer, I_PCM. Two that follow each
  /// other have different ids (§7.4.3).
  private static final byte[][] H264_PICTURE = {
    {(byte) 0x84, (byte) 0x86, (byte) 0x80}, {(byte) 0x82, 0x21, (byte) 0xA0}
  };

  private static final int LUMA = 256;
  private static final int CHROMA = 128;
  private static final byte BLACK = 16;
  private static final byte COLOURLESS = (byte) 128;

  /// 20 ms of CELT in full band (RFC 6716 §3.1); the ones behind it set the flag for silence
  /// (§4.3).
  private static final byte[] OPUS = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

  private BlankFrames() {}

  /// Whether there are any.
  static boolean areThere(Codec codec) {
    return switch (codec) {
      case OPUS, VP8, H264 -> true;
      case VP9, AV1 -> false;
    };
  }

  /// Writes a payload.
  ///
  /// @param turn counts those of a stream
  /// @param pictures how the stream's pictures are numbered
  /// @return where it ends
  static int write(Codec codec, int turn, PictureNumbers pictures, byte[] out, int at) {
    return switch (codec) {
      case OPUS -> put(OPUS, out, at);
      case VP8 -> put(VP8, out, descriptor(pictures, out, at));
      case H264 -> h264(turn, out, at);
      case VP9, AV1 -> at;
    };
  }

  /// RFC 7741 §4.2.
  private static int descriptor(PictureNumbers pictures, byte[] out, int at) {
    if (!pictures.areThere()) {
      out[at] = 0x10; // S
      return at + 1;
    }
    pictures.next();
    out[at] = (byte) 0x90; // X, S
    out[at + 1] = (byte) 0xE0; // I, L, T
    BigEndian.put16(out, at + 2, 0x8000 | pictures.picture());
    out[at + 4] = (byte) pictures.tl0();
    out[at + 5] = 0x20; // the lowest temporal layer, Y
    return at + 6;
  }

  private static int h264(int turn, byte[] out, int at) {
    int luma = put(H264_PICTURE[turn & 1], out, put(H264_HEAD, out, at));
    int chroma = luma + LUMA;
    int end = chroma + CHROMA;
    Arrays.fill(out, luma, chroma, BLACK);
    Arrays.fill(out, chroma, end, COLOURLESS);
    out[end] = (byte) 0x80; // the end of the slice
    return end + 1;
  }

  private static int put(byte[] bytes, byte[] out, int at) {
    System.arraycopy(bytes, 0, out, at, bytes.length);
    return at + bytes.length;
  }
}
