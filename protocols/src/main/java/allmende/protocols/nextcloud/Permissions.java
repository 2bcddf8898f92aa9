package allmende.protocols.nextcloud;

import java.nio.charset.StandardCharsets;

/// `oc:permissions`: what a person may do with a file or folder, as letters in Nextcloud's order.
///
/// | letters | meaning |
/// |---|---|
/// | S | shared with me |
/// | R | may share |
/// | M | root of a mount, such as a received share |
/// | G | may read |
/// | D | may delete |
/// | N | may rename |
/// | V | may move |
/// | W | file: may write its content |
/// | CK | folder: may create files and folders inside |
///
/// Renaming and moving stand apart from writing, because the root of a received share can be moved
/// by someone who may only read it.
///
/// @param bits a union of the constants
public record Permissions(int bits) {
  public static final int SHARED = 1;
  public static final int SHARE = 2;
  public static final int MOUNTED = 4;
  public static final int READ = 8;
  public static final int DELETE = 16;
  public static final int RENAME = 32;
  public static final int MOVE = 64;
  public static final int WRITE = 128;
  public static final int CREATE = 256;
  public static final int FOLDER = 512;

  /// What Nextcloud calls the permission to update.
  public static final int UPDATE = RENAME | MOVE | WRITE;

  private static final int COMBINATIONS = 1024;
  private static final String[] LETTERS = new String[COMBINATIONS];
  private static final byte[][] BYTES = new byte[COMBINATIONS][];

  static {
    for (int bits = 0; bits < COMBINATIONS; bits++) {
      LETTERS[bits] = spell(bits);
      BYTES[bits] = LETTERS[bits].getBytes(StandardCharsets.US_ASCII);
    }
  }

  public Permissions {
    if (bits < 0 || bits >= COMBINATIONS) {
      throw new IllegalArgumentException("Unknown permission bits.");
    }
  }

  private static String spell(int bits) {
    boolean folder = (bits & FOLDER) != 0;
    return letters(bits, SHARED, "S")
        + letters(bits, SHARE, "R")
        + letters(bits, MOUNTED, "M")
        + letters(bits, READ, "G")
        + letters(bits, DELETE, "D")
        + letters(bits, RENAME, "N")
        + letters(bits, MOVE, "V")
        + letters(bits, WRITE, folder ? "" : "W")
        + letters(bits, CREATE, folder ? "CK" : "");
  }

  private static String letters(int bits, int bit, String letters) {
    return (bits & bit) != 0 ? letters : "";
  }

  /// Whether all of these bits are set.
  public boolean has(int wanted) {
    return (bits & wanted) == wanted;
  }

  /// The letters.
  public String letters() {
    return LETTERS[bits];
  }

  /// The letters as ASCII, for a multistatus; shared, so not to be changed.
  public byte[] ascii() {
    return BYTES[bits];
  }
}
