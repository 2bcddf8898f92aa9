package allmende.platform.images;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.stream.ImageInputStream;

/// What a JPEG says before its picture begins (ITU-T T.81 annex B; Exif 2.32 §4.6).
///
/// @param progressive whether all of it has to be held in memory to be decoded
/// @param orientation 1 to 8, as a camera was held; 1 is upright
record JpegHead(boolean progressive, int orientation) {
  private static final int MOST_SEGMENTS = 500;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END = 0xD9;
  private static final int APP1 = 0xE1;
  private static final int ORIENTATION = 0x0112;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  /// Reads from where the stream is, the beginning; whatever cannot be read is left out.
  static JpegHead read(ImageInputStream in) throws IOException {
    boolean progressive = false;
    int orientation = 1;
    in.setByteOrder(ByteOrder.BIG_ENDIAN);
    in.skipBytes(2);
    for (int i = 0; i < MOST_SEGMENTS; i++) {
      int marker = marker(in);
      if (marker < 0 || marker == START_OF_SCAN || marker == END) {
        break;
      }
      int length = in.readUnsignedShort() - 2;
      if (length < 0) {
        break;
      }
      long next = in.getStreamPosition() + length;
      if (isFrame(marker)) {
        // All but baseline and extended sequential keep every coefficient until the last scan.
        progressive = marker != 0xC0 && marker != 0xC1;
      } else if (marker == APP1 && orientation == 1) {
        byte[] segment = new byte[length];
        in.readFully(segment);
        orientation = orientation(segment);
      }
      in.seek(next);
    }
    return new JpegHead(progressive, orientation);
  }

  private static int marker(ImageInputStream in) throws IOException {
    if (in.read() != 0xFF) {
      return -1;
    }
    int marker = in.read();
    // Any number of fill bytes may stand before a marker.
    while (marker == 0xFF) {
      marker = in.read();
    }
    return marker;
  }

  private static boolean isFrame(int marker) {
    // C4, C8 and CC are tables, not frames.
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static int orientation(byte[] segment) {
    if (segment.length < EXIF.length + 8
        || !ByteBuffer.wrap(segment, 0, EXIF.length).equals(ByteBuffer.wrap(EXIF))) {
      return 1;
    }
    ByteBuffer tiff = ByteBuffer.wrap(segment, EXIF.length, segment.length - EXIF.length).slice();
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = Integer.toUnsignedLong(tiff.getInt(4));
    if (directory + 2 > tiff.limit()) {
      return 1;
    }
    int count = Short.toUnsignedInt(tiff.getShort((int) directory));
    for (int i = 0; i < count; i++) {
      long entry = directory + 2 + 12L * i;
      if (entry + 12 > tiff.limit()) {
        return 1;
      }
      if (Short.toUnsignedInt(tiff.getShort((int) entry)) == ORIENTATION) {
        int value = Short.toUnsignedInt(tiff.getShort((int) entry + 8));
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    return 1;
  }
}
