package allmende.platform.acme;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Whom to ask for a certificate, and for what.
///
/// @param directory the authority's directory (RFC 8555 section 7.1.1)
/// @param names the host names that the certificate is for
/// @param contact where the authority may write to, as `mailto:…`
/// @param folder where the account's key and the certificate are
public record AcmeSettings(
    URI directory, List<String> names, Optional<String> contact, Path folder) {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  public AcmeSettings {
    names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException("acme.names has to name at least one host.");
    }
    for (String name : names) {
      // http-01 cannot prove the right to a wildcard (RFC 8555 section 8.3), nor we an address.
      if (!name.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*") || name.matches("[0-9.]+")) {
        throw new IllegalArgumentException("acme.names: '" + name + "' is not a host name.");
      }
    }
    boolean secure = "https".equals(directory.getScheme()) && directory.getHost() != null;
    boolean here =
        "http".equals(directory.getScheme())
            && THIS_MACHINE.contains(String.valueOf(directory.getHost()));
    if (!secure && !here) {
      throw new IllegalArgumentException("acme.directory has to begin with https://.");
    }
    if (contact.isPresent() && !contact.get().startsWith("mailto:")) {
      throw new IllegalArgumentException("acme.contact has to begin with mailto:.");
    }
  }

  /// The file that the server reads its certificate and its key from.
  public Path certificate() {
    return folder.resolve("certificate.pem");
  }

  Path accountKey() {
    return folder.resolve("account.pem");
  }
}
