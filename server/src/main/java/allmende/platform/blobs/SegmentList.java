package allmende.platform.blobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// The text of a joined content: a line for each segment, its hash in hex and its size.
final class SegmentList {
  private SegmentList() {}

  static byte[] write(List<Blob> segments) {
    return segments.stream()
        .map(segment -> segment.hex() + " " + segment.size() + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.US_ASCII);
  }

  static List<Blob> read(byte[] list) throws IOException {
    try {
      return new String(list, StandardCharsets.US_ASCII)
          .lines()
          .map(line ->
              new Blob(
                  HexFormat.of().parseHex(line.substring(0, 64)),
                  Long.parseLong(line.substring(65))))
          .toList();
    } catch (RuntimeException e) {
      throw new IOException("a list of segments cannot be read", e);
    }
  }
}
