package allmende.protocols.payload;

/// Reads bits from left to right. Beyond the end they are zero, and [#isOverrun] tells.
final class Bits {
  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  void wrap(byte[] source, int offset, int length) {
    bytes = source;
    at = 8 * offset;
    end = 8 * (offset + length);
  }

  boolean isOverrun() {
    return at > end;
  }

  int read(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, at++) {
      int bit = at < end ? bytes[at >> 3] >> 7 - (at & 7) & 1 : 0;
      value = value << 1 | bit;
    }
    return value;
  }

  boolean flag() {
    return read(1) != 0;
  }

  /// A number below `n` in as few bits as it takes (`ns(n)`).
  int below(int n) {
    int width = 32 - Integer.numberOfLeadingZeros(n);
    int shorter = (1 << width) - n;
    int value = read(width - 1);
    return value < shorter ? value : (value << 1) - shorter + read(1);
  }
}
