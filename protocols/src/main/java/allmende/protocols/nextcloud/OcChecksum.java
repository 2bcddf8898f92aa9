package allmende.protocols.nextcloud;

import allmende.protocols.http.MalformedHeader;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One checksum of the OC-Checksum header, such as `SHA1:da39a3…`.
///
/// @param hex as the client sent it, in lower case: it compares the text it gets back with its own
public record OcChecksum(Type type, String hex) {
  public enum Type {
    MD5("MD5", 32),
    SHA1("SHA1", 40),
    SHA256("SHA256", 64),
    SHA3_256("SHA3-256", 64),
    ADLER32("ADLER32", 8);

    private final String label;
    private final int digits;

    Type(String label, int digits) {
      this.label = label;
      this.digits = digits;
    }

    /// The name on the wire.
    public String label() {
      return label;
    }

    static Optional<Type> of(String name) {
      for (Type type : values()) {
        if (type.label.equalsIgnoreCase(name)) {
          return Optional.of(type);
        }
      }
      return Optional.empty();
    }
  }

  private static final int MAX_ITEMS = 16;

  /// All checksums of known types in a list separated by spaces; unknown types are passed over.
  public static List<OcChecksum> parse(String header) throws MalformedHeader {
    String[] items = header.strip().split("[ \t]+", MAX_ITEMS + 1);
    if (items.length > MAX_ITEMS) {
      throw malformed();
    }
    List<OcChecksum> checksums = new ArrayList<>();
    for (String item : items) {
      if (item.isEmpty()) {
        continue;
      }
      int colon = item.indexOf(':');
      if (colon <= 0) {
        throw malformed();
      }
      Optional<Type> type = Type.of(item.substring(0, colon));
      if (type.isPresent()) {
        checksums.add(of(type.get(), item.substring(colon + 1)));
      }
    }
    return List.copyOf(checksums);
  }

  /// @throws MalformedHeader if `hex` is not a digest of that type
  static OcChecksum of(Type type, String hex) throws MalformedHeader {
    // The desktop client writes an Adler-32 as a number, without leading zeros.
    int least = type == Type.ADLER32 ? 1 : type.digits;
    if (hex.length() < least || hex.length() > type.digits || !isHex(hex)) {
      throw malformed();
    }
    return new OcChecksum(type, hex.toLowerCase(Locale.ROOT));
  }

  /// Whether this is the digest, given as bytes in network order.
  public boolean matches(byte[] digest) {
    return HexFormat.of().formatHex(digest).equals("0".repeat(type.digits - hex.length()) + hex);
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(HexFormat::isHexDigit);
  }

  private static MalformedHeader malformed() {
    return new MalformedHeader("The checksum is not TYPE:hex with a digest of that type.");
  }

  /// The form on the wire.
  @Override
  public String toString() {
    return type.label + ":" + hex;
  }
}
