package allmende.platform.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How the server meets the network.
///
/// @param listen where to listen: `127.0.0.1:8080`, `http://[::1]:8080`, `https://0.0.0.0:8443`;
///   port 0 takes a free one
/// @param trustedProxies addresses or networks (`10.0.0.0/8`) whose `Forwarded` headers are
///   believed; nobody else's are
/// @param certificate the certificate chain as PEM, for `https://` entries; read again when the
///   file changes
/// @param key the certificate's private key as PEM (PKCS#1, PKCS#8 or EC, without a password)
/// @param localAuthority a folder where a certificate authority of our own is made, for trying
///   things in a local network; used when no certificate is named
/// @param localNames host names and addresses that the local authority's certificate is for
/// @param idleTimeout how long a connection may be silent
/// @param maxHeaderBytes the most that a request's line and headers may take together
/// @param maxJsonBytes the most that a body may take that a route reads as a whole; streams are not
///   limited by it
/// @param virtualThreads whether requests run on virtual threads
/// @param maxThreads how many platform threads there are: all of them, or those that feed the
///   virtual ones
/// @param metricsToken with it, `/metrics` answers others than this machine itself, as
///   `Authorization: Bearer …`
public record HttpSettings(
    List<String> listen,
    List<String> trustedProxies,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<Path> localAuthority,
    List<String> localNames,
    Duration idleTimeout,
    int maxHeaderBytes,
    long maxJsonBytes,
    boolean virtualThreads,
    int maxThreads,
    Optional<String> metricsToken) {

  public HttpSettings {
    listen = List.copyOf(listen);
    trustedProxies = List.copyOf(trustedProxies);
    localNames = List.copyOf(localNames);
    if (listen.isEmpty()) {
      throw new IllegalArgumentException("There must be at least one place to listen at.");
    }
    listen.forEach(ListenAddress::parse);
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("A certificate and its key must be named together.");
    }
    if (maxHeaderBytes < 4096 || maxJsonBytes < 1 || maxThreads < 8) {
      throw new IllegalArgumentException(
          "Headers need at least 4096 bytes, JSON bodies one byte, and the server 8 threads.");
    }
  }

  /// Plain and sensible: the defaults for everything but the places to listen at.
  public static HttpSettings listeningAt(String... listen) {
    return new HttpSettings(
        List.of(listen),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of("localhost", "127.0.0.1"),
        Duration.ofSeconds(60),
        24 * 1024,
        2 * 1024 * 1024,
        true,
        64,
        Optional.empty());
  }

  /// These settings, at another place.
  public HttpSettings listening(String place) {
    return new HttpSettings(
        List.of(place),
        trustedProxies,
        certificate,
        key,
        localAuthority,
        localNames,
        idleTimeout,
        maxHeaderBytes,
        maxJsonBytes,
        virtualThreads,
        maxThreads,
        metricsToken);
  }

  /// These settings, believing the forwarded headers of these peers.
  public HttpSettings trusting(String... proxies) {
    return new HttpSettings(
        listen,
        List.of(proxies),
        certificate,
        key,
        localAuthority,
        localNames,
        idleTimeout,
        maxHeaderBytes,
        maxJsonBytes,
        virtualThreads,
        maxThreads,
        metricsToken);
  }

  /// These settings, with this certificate chain and key.
  public HttpSettings certified(Path chain, Path privateKey) {
    return new HttpSettings(
        listen,
        trustedProxies,
        Optional.of(chain),
        Optional.of(privateKey),
        localAuthority,
        localNames,
        idleTimeout,
        maxHeaderBytes,
        maxJsonBytes,
        virtualThreads,
        maxThreads,
        metricsToken);
  }
}
