package allmende.protocols;

import java.util.HexFormat;

/// Bytes as an RFC prints them: hexadecimal, in groups, a remark behind `#` on each line.
public final class Hex {
  private Hex() {}

  public static byte[] bytes(String annotated) {
    return HexFormat.of().parseHex(annotated.replaceAll("#.*", "").replaceAll("\\s", ""));
  }

  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
