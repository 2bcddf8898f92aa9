package allmende.protocols.payload;

/// Reads or writes bits from left to right. Beyond the end they are read as zero, and [#isOverrun]
/// tells.
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

  /// In bits from the start of the array.
  int position() {
    return at;
  }

  void write(int value, int count) {
    for (int i = count - 1; i >= 0; i--, at++) {
      int mask = 0x80 >> (at & 7);
      bytes[at >> 3] =
          (byte) ((value >> i & 1) != 0 ? bytes[at >> 3] | mask : bytes[at >> 3] & ~mask);
    }
  }

  void copy(Bits from, int count) {
    for (int left = count; left > 0; left -= 8) {
      int some = Math.min(left, 8);
      write(from.read(some), some);
    }
  }

  /// Fills the last byte with zeros, and returns where the next begins.
  int finish() {
    while ((at & 7) != 0) {
      write(0, 1);
    }
    return at >> 3;
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
