package allmende.protocols.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Header blocks of one tar entry: POSIX.1-2001 ustar, with a pax header before it for whatever
/// ustar cannot say.
final class TarHeader {
  static final int BLOCK = 512;

  private static final int NAME_BYTES = 100;

  /// Eleven octal digits.
  private static final long MAX_OCTAL = (1L << 33) - 1;

  private TarHeader() {}

  static byte[] folder(String name, long mtime) {
    return entry(name + "/", mtime, 0, '5', "0000755");
  }

  static byte[] file(String name, long mtime, long size) {
    return entry(name, mtime, size, '0', "0000644");
  }

  private static byte[] entry(String name, long mtime, long size, char type, String mode) {
    byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
    var records = new ByteArrayOutputStream();
    if (encoded.length > NAME_BYTES || encoded.length != name.length()) {
      records.writeBytes(record("path", name));
    }
    if (size > MAX_OCTAL) {
      records.writeBytes(record("size", Long.toString(size)));
    }
    if (mtime < 0 || mtime > MAX_OCTAL) {
      records.writeBytes(record("mtime", Long.toString(mtime)));
    }
    var out = new ByteArrayOutputStream();
    if (records.size() > 0) {
      out.writeBytes(
          block(
              "PaxHeader".getBytes(StandardCharsets.US_ASCII), 0, records.size(), 'x', "0000644"));
      out.writeBytes(records.toByteArray());
      out.writeBytes(new byte[padding(records.size())]);
    }
    out.writeBytes(block(encoded, mtime, size, type, mode));
    return out.toByteArray();
  }

  private static byte[] block(byte[] name, long mtime, long size, char type, String mode) {
    byte[] block = new byte[BLOCK];
    System.arraycopy(name, 0, block, 0, Math.min(name.length, NAME_BYTES));
    put(block, 100, mode);
    put(block, 108, "0000000");
    put(block, 116, "0000000");
    put(block, 124, octal(size));
    put(block, 136, octal(mtime));
    block[156] = (byte) type;
    put(block, 257, "ustar");
    put(block, 263, "00");
    // The checksum counts its own field as blanks.
    put(block, 148, "        ");
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xFF;
    }
    put(
        block,
        148,
        "0".repeat(6 - Integer.toOctalString(sum).length()) + Integer.toOctalString(sum));
    block[154] = 0;
    return block;
  }

  /// A value that does not fit is zero here and stands in the pax header.
  private static String octal(long value) {
    String digits = value < 0 || value > MAX_OCTAL ? "0" : Long.toOctalString(value);
    return "0".repeat(11 - digits.length()) + digits;
  }

  /// `length key=value\n`, where the length counts its own digits.
  private static byte[] record(String key, String value) {
    byte[] rest = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8);
    int length = rest.length + 1;
    while (Integer.toString(length).length() + rest.length != length) {
      length = Integer.toString(length).length() + rest.length;
    }
    var out = new ByteArrayOutputStream();
    out.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(rest);
    return out.toByteArray();
  }

  /// Bytes from `size` to the next full block.
  static int padding(long size) {
    return (int) (-size & BLOCK - 1);
  }

  private static void put(byte[] block, int at, String ascii) {
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }
}
