package allmende.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// A name and a password out of `Authorization: Basic` (RFC 7617), read as UTF-8.
public record BasicCredentials(String name, String password) {
  private static final String SCHEME = "Basic ";
  private static final int LONGEST = 4096;

  public static boolean isBasic(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /// @return empty for what is no such header
  public static Optional<BasicCredentials> of(String authorization) {
    if (!isBasic(authorization) || authorization.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
      String text = new String(bytes, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "Basic credentials of " + name;
  }
}
