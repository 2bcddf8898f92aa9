package allmende.protocols.payload;

import allmende.protocols.BigEndian;

/// What a forwarder must see of H.264 (RFC 6184 §5): where key frames begin.
public final class H264Payload {
  private static final int REFERENCE = 0x60;
  private static final int SLICE = 1;
  private static final int IDR_SLICE = 5;
  private static final int SEQUENCE_PARAMETERS = 7;
  private static final int STAP_A = 24;
  private static final int FU_A = 28;

  private H264Payload() {}

  /// Whether a payload holds the beginning of an IDR slice, or the sequence parameters that are
  /// sent ahead of one. The first such packet of a picture is where a decoder can start.
  public static boolean startsKeyFrame(byte[] bytes, int offset, int length) {
    if (length < 2) {
      return false;
    }
    return switch (bytes[offset] & 0x1F) {
      case STAP_A -> aggregateStartsKeyFrame(bytes, offset + 1, offset + length);
      case FU_A -> bytes[offset + 1] < 0 && isKey(bytes[offset + 1] & 0x1F);
      default -> isKey(bytes[offset] & 0x1F);
    };
  }

  /// Several units, each behind its length (RFC 6184 §5.7.1).
  private static boolean aggregateStartsKeyFrame(byte[] bytes, int from, int end) {
    int at = from;
    while (at + 3 <= end) {
      int size = BigEndian.uint16(bytes, at);
      if (isKey(bytes[at + 2] & 0x1F)) {
        return true;
      }
      at += 2 + size;
    }
    return false;
  }

  /// Whether a payload is part of a picture that no other builds upon: slices with a `nal_ref_idc`
  /// of 0 (RFC 6184 §1.3). Units that are no slices may have that in any picture.
  public static boolean isDiscardable(byte[] bytes, int offset, int length) {
    if (length < 2 || (bytes[offset] & REFERENCE) != 0) {
      return false;
    }
    return switch (bytes[offset] & 0x1F) {
      case FU_A -> isPartOfOther(bytes[offset + 1] & 0x1F);
      case STAP_A -> length > 3 && isPartOfOther(bytes[offset + 3] & 0x1F);
      default -> isPartOfOther(bytes[offset] & 0x1F);
    };
  }

  /// A slice of a picture that is no IDR picture, or a partition of one.
  private static boolean isPartOfOther(int type) {
    return type >= SLICE && type < IDR_SLICE;
  }

  private static boolean isKey(int type) {
    return type == IDR_SLICE || type == SEQUENCE_PARAMETERS;
  }
}
