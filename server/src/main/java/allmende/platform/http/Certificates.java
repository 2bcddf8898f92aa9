package allmende.platform.http;

import allmende.platform.problem.CannotStart;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The TLS side of the server: its certificate, read again while serving when the files change.
final class Certificates implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("http");
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
  private static final int RENEW_EVERY_LOOKS = 360;
  // The key never leaves memory in this form; Jetty just wants a password.
  private static final String IN_MEMORY = "in-memory";

  private record Seen(FileTime certificate, FileTime key, long sizes) {}

  private final Path certificate;
  private final Path key;
  private final Runnable renewal;
  private final SslContextFactory.Server tls = new SslContextFactory.Server();
  private final Object lock = new Object();
  private Seen seen;
  private @Nullable Thread watcher;

  private Certificates(Path certificate, Path key, Runnable renewal) {
    this.certificate = certificate;
    this.key = key;
    this.renewal = renewal;
    try {
      this.seen = look();
      tls.setKeyStore(store());
    } catch (IOException | GeneralSecurityException e) {
      throw new CannotStart(
          "The certificate " + certificate + " with the key " + key + " cannot be used: " + why(e),
          e);
    }
    tls.setKeyStorePassword(IN_MEMORY);
    tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    tls.setRenegotiationAllowed(false);
  }

  private static String why(Exception e) {
    return switch (e) {
      case NoSuchFileException file -> file.getFile() + " is not there.";
      case AccessDeniedException file -> file.getFile() + " may not be read by this user.";
      default -> e.getMessage() + ".";
    };
  }

  /// The certificate of the settings, or one of a local authority.
  static Certificates open(HttpSettings settings, Clock clock) {
    if (settings.certificate().isPresent()) {
      return new Certificates(settings.certificate().get(), settings.key().orElseThrow(), () -> {});
    }
    Optional<Path> folder = settings.localAuthority();
    if (folder.isEmpty()) {
      throw new CannotStart(
          "To listen with https://, name a certificate and its key, or set http.local-authority.",
          null);
    }
    var authority = new LocalAuthority(folder.get(), clock);
    List<String> names = settings.localNames();
    LocalAuthority.Issued issued = authority.issue(names);
    return new Certificates(issued.certificate(), issued.key(), () -> authority.issue(names));
  }

  SslContextFactory.Server tls() {
    return tls;
  }

  /// Begins to look every ten seconds whether the files have changed.
  void watch() {
    synchronized (lock) {
      watcher = Thread.ofVirtual().name("certificate-watch").start(this::keepLooking);
    }
  }

  private void keepLooking() {
    int looks = 0;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        return;
      }
      try {
        if (++looks % RENEW_EVERY_LOOKS == 0) {
          renewal.run();
        }
        reloadIfChanged();
      } catch (RuntimeException e) {
        LOG.warn("The certificate could not be looked after; the old one stays in use.", e);
      }
    }
  }

  /// Takes the files' new content. What cannot be used (a certificate whose key is not yet written)
  /// changes nothing; the next look tries again.
  boolean reloadIfChanged() {
    synchronized (lock) {
      try {
        Seen now = look();
        if (now.equals(seen)) {
          return false;
        }
        KeyStore fresh = store();
        tls.reload(factory -> factory.setKeyStore(fresh));
        seen = now;
        LOG.info("The certificate was read again.");
        return true;
      } catch (Exception e) {
        LOG.warn("The changed certificate cannot be used, the old one stays: {}", e.getMessage());
        return false;
      }
    }
  }

  private Seen look() throws IOException {
    return new Seen(
        Files.getLastModifiedTime(certificate),
        Files.getLastModifiedTime(key),
        Files.size(certificate) * 1_000_003 + Files.size(key));
  }

  private KeyStore store() throws IOException, GeneralSecurityException {
    var chain = Pem.chain(certificate);
    var privateKey = Pem.privateKey(key);
    if (!Pem.belongTogether(chain.getFirst(), privateKey)) {
      throw new GeneralSecurityException("the key is not the certificate's");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server",
        privateKey,
        IN_MEMORY.toCharArray(),
        chain.toArray(java.security.cert.X509Certificate[]::new));
    return store;
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (watcher != null) {
        watcher.interrupt();
      }
    }
  }
}
