package allmende.sfu.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.payload.H264Payload;
import allmende.protocols.payload.Vp8Descriptor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Bit by bit, what decoders read.
class BlankFramesTest {
  private final byte[] out = new byte[1_500];

  private byte[] blank(Codec codec, int turn) {
    return Arrays.copyOf(out, BlankFrames.write(codec, turn, new PictureNumbers(), out, 0));
  }

  @Test
  void aKeyFrameOfVp8() {
    byte[] blank = blank(Codec.VP8, 0);
    Vp8Descriptor view = new Vp8Descriptor();
    assertTrue(view.wrap(blank, 0, blank.length));
    assertEquals(1, view.length(), "nothing is numbered where nothing was");
    assertTrue(view.startsKeyFrame());
    assertEquals(16, view.width());
    // RFC 6386 §9.1: 19 bits of a size, shown, version 0, a key frame.
    int tag = blank[1] & 0xFF | (blank[2] & 0xFF) << 8 | (blank[3] & 0xFF) << 16;
    assertEquals(0, tag & 1);
    assertEquals(0, tag >> 1 & 7);
    assertEquals(1, tag >> 4 & 1);
    int first = tag >> 5;
    assertEquals(32, first);
    assertTrue(11 + first < blank.length, "a partition follows the first");
    // §7.3: whatever the probabilities are, zeros are read from zeros.
    BooleanDecoder decoder = new BooleanDecoder(blank, 11);
    for (int i = 0; i < 2_000; i++) {
      assertFalse(decoder.read(1 + 97 * i % 255));
    }
  }

  /// RFC 6386 §7.3; behind the end there are zeros.
  private static final class BooleanDecoder {
    private final byte[] bytes;
    private int at;
    private int value;
    private int range = 255;
    private int shifted;

    BooleanDecoder(byte[] bytes, int at) {
      this.bytes = bytes;
      this.at = at;
      value = next() << 8 | next();
    }

    private int next() {
      return at < bytes.length ? bytes[at++] & 0xFF : 0;
    }

    boolean read(int probability) {
      int split = 1 + ((range - 1) * probability >> 8);
      boolean bit = value >= split << 8;
      if (bit) {
        range -= split;
        value -= split << 8;
      } else {
        range = split;
      }
      while (range < 128) {
        value <<= 1;
        range <<= 1;
        if (++shifted == 8) {
          shifted = 0;
          value |= next();
        }
      }
      return bit;
    }
  }

  @Test
  void anIdrPictureOfH264() {
    byte[] blank = blank(Codec.H264, 0);
    assertTrue(H264Payload.startsKeyFrame(blank, 0, blank.length));
    assertFalse(H264Payload.isDiscardable(blank, 0, blank.length));
    assertEquals(0x78, blank[0]);
    Bits sequence = new Bits(blank, 4, 6);
    assertEquals(0x42E00A, sequence.next(24), "constrained baseline, level 1");
    assertEquals(0, sequence.golomb(), "seq_parameter_set_id");
    assertEquals(0, sequence.golomb(), "log2_max_frame_num_minus4");
    assertEquals(2, sequence.golomb(), "pic_order_cnt_type");
    assertEquals(1, sequence.golomb(), "max_num_ref_frames");
    assertEquals(0, sequence.next(1), "gaps_in_frame_num_value_allowed_flag");
    assertEquals(0, sequence.golomb(), "pic_width_in_mbs_minus1");
    assertEquals(0, sequence.golomb(), "pic_height_in_map_units_minus1");
    assertEquals(1, sequence.next(1), "frame_mbs_only_flag");
    assertEquals(1, sequence.next(1), "direct_8x8_inference_flag");
    assertEquals(0, sequence.next(2), "cropping, VUI");
    assertEquals(1, sequence.next(1), "the stop bit");
    Bits picture = new Bits(blank, 12, 4);
    assertEquals(0, picture.golomb(), "pic_parameter_set_id");
    assertEquals(0, picture.golomb(), "seq_parameter_set_id");
    assertEquals(0, picture.next(2), "entropy_coding_mode_flag, field order");
    assertEquals(0, picture.golomb(), "num_slice_groups_minus1");
    assertEquals(0, picture.golomb(), "num_ref_idx_l0_default_active_minus1");
    assertEquals(0, picture.golomb(), "num_ref_idx_l1_default_active_minus1");
    assertEquals(0, picture.next(3), "weights");
    assertEquals(0, picture.golomb(), "pic_init_qp_minus26");
    assertEquals(0, picture.golomb(), "pic_init_qs_minus26");
    assertEquals(0, picture.golomb(), "chroma_qp_index_offset");
    assertEquals(0, picture.next(3), "deblocking, constrained_intra_pred_flag, redundancy");
    assertEquals(1, picture.next(1), "the stop bit");
    slice(blank, 0);
    slice(blank(Codec.H264, 1), 1);
  }

  private static void slice(byte[] blank, int id) {
    assertEquals(blank.length - 17, (blank[15] & 0xFF) << 8 | blank[16] & 0xFF);
    assertEquals(0x65, blank[17]);
    Bits slice = new Bits(blank, 18, 4);
    assertEquals(0, slice.golomb(), "first_mb_in_slice");
    assertEquals(7, slice.golomb(), "slice_type: all are I");
    assertEquals(0, slice.golomb(), "pic_parameter_set_id");
    assertEquals(0, slice.next(4), "frame_num");
    assertEquals(id, slice.golomb(), "idr_pic_id");
    assertEquals(0, slice.next(2), "dec_ref_pic_marking");
    assertEquals(0, slice.golomb(), "slice_qp_delta");
    assertEquals(25, slice.golomb(), "mb_type: I_PCM");
    assertEquals(22 + 256 + 128 + 1, blank.length, "samples, and the end");
    assertEquals(16, blank[22]);
    assertEquals((byte) 128, blank[22 + 256]);
    assertEquals((byte) 0x80, blank[blank.length - 1]);
  }

  @Test
  void silenceOfOpus() {
    assertArrayEquals(new byte[] {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE}, blank(Codec.OPUS, 0));
  }

  @Test
  void nothingOfOthers() {
    assertFalse(BlankFrames.areThere(Codec.VP9));
    assertEquals(0, blank(Codec.AV1, 0).length);
  }

  /// Reads from the highest bit on.
  private static final class Bits {
    private final byte[] bytes;
    private final int end;
    private int at;

    Bits(byte[] bytes, int offset, int length) {
      this.bytes = bytes;
      at = 8 * offset;
      end = at + 8 * length;
    }

    int next(int count) {
      int value = 0;
      for (int i = 0; i < count; i++, at++) {
        assertTrue(at < end);
        value = value << 1 | bytes[at >> 3] >> 7 - (at & 7) & 1;
      }
      return value;
    }

    /// ue(v), ITU-T H.264 §9.1.
    int golomb() {
      int zeros = 0;
      while (next(1) == 0) {
        zeros++;
      }
      return (1 << zeros) - 1 + next(zeros);
    }
  }
}
