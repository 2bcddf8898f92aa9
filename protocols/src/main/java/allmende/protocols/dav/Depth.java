package allmende.protocols.dav;

import allmende.protocols.http.MalformedHeader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The Depth header (RFC 4918 §10.2).
public enum Depth {
  ZERO,
  ONE,
  INFINITY;

  /// @param absent what the method means without the header
  public static Depth parse(@Nullable String header, Depth absent) throws MalformedHeader {
    if (header == null) {
      return absent;
    }
    return switch (header.strip().toLowerCase(Locale.ROOT)) {
      case "0" -> ZERO;
      case "1" -> ONE;
      case "infinity" -> INFINITY;
      default -> throw new MalformedHeader("The Depth header is 0, 1 or infinity.");
    };
  }

  /// The form in which it stands in headers and lock descriptions.
  @Override
  public String toString() {
    return switch (this) {
      case ZERO -> "0";
      case ONE -> "1";
      case INFINITY -> "infinity";
    };
  }
}
