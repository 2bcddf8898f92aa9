package allmende.platform.images;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The formats that are read. What a file is, its first bytes say, never its name.
enum ImageKind {
  PNG("image/png"),
  JPEG("image/jpeg"),
  GIF("image/gif"),
  BMP("image/bmp"),
  WEBP("image/webp");

  /// How many bytes [#of] looks at.
  static final int HEAD = 12;

  private final String type;

  ImageKind(String type) {
    this.type = type;
  }

  String type() {
    return type;
  }

  static Optional<ImageKind> of(byte[] head) {
    if (begins(head, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return Optional.of(PNG);
    }
    if (begins(head, 0, 0xFF, 0xD8, 0xFF)) {
      return Optional.of(JPEG);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
      return Optional.of(GIF);
    }
    if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      return Optional.of(WEBP);
    }
    return text.startsWith("BM") ? Optional.of(BMP) : Optional.empty();
  }

  private static boolean begins(byte[] head, int from, int... bytes) {
    return head.length >= from + bytes.length
        && Arrays.equals(
            Arrays.stream(bytes).toArray(),
            java.util.stream.IntStream.range(0, bytes.length)
                .map(i -> head[from + i] & 0xFF)
                .toArray());
  }
}
