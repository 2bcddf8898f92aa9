package allmende.platform.acme;

import allmende.platform.http.Pem;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The key and its certificates, in one file: two could not be replaced at once, and a server that
/// stopped between them would not start again.
final class CertificateFile {
  private static final Duration STAND_IN_LIFE = Duration.ofDays(7);

  private final Path file;
  private final List<String> names;
  private final Clock clock;

  CertificateFile(Path file, List<String> names, Clock clock) {
    this.file = file;
    this.names = names;
    this.clock = clock;
  }

  /// Makes sure that there is something to begin TLS with: until the authority's certificate has
  /// come, one that nobody else vouches for.
  void standIn() throws IOException, GeneralSecurityException {
    if (held().isPresent()) {
      return;
    }
    KeyPair pair = Keys.fresh();
    Instant now = clock.instant();
    X500Name name = new X500Name("CN=Allmende is waiting for its certificate");
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(127, new SecureRandom()).setBit(126),
              Date.from(now.minus(Duration.ofHours(1))),
              Date.from(now.plus(STAND_IN_LIFE)),
              name,
              pair.getPublic());
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              names.stream()
                  .map(host -> new GeneralName(GeneralName.dNSName, host))
                  .toArray(GeneralName[]::new)));
      replace(
          pair.getPrivate(),
          List.of(
              new JcaX509CertificateConverter()
                  .getCertificate(
                      builder.build(
                          new JcaContentSignerBuilder("SHA256withECDSA")
                              .build(pair.getPrivate())))));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /// Whether it is time for another certificate: there is none of an authority, it is not for all
  /// the names, or less than a third of its life is left.
  boolean isDue() {
    Optional<X509Certificate> held = held();
    if (held.isEmpty()) {
      return true;
    }
    X509Certificate certificate = held.get();
    Instant end = certificate.getNotAfter().toInstant();
    Duration life = Duration.between(certificate.getNotBefore().toInstant(), end);
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
        || !covered(certificate).containsAll(names)
        || !clock.instant().isBefore(end.minus(life.dividedBy(3)));
  }

  /// Puts what an authority has issued in the place of what there was.
  ///
  /// @throws GeneralSecurityException if it is of no use to us
  void take(PrivateKey key, List<X509Certificate> chain)
      throws IOException, GeneralSecurityException {
    if (!Pem.belongTogether(chain.getFirst(), key)) {
      throw new GeneralSecurityException("The authority's certificate is not for our key.");
    }
    if (!covered(chain.getFirst()).containsAll(names)) {
      throw new GeneralSecurityException("The authority's certificate is not for our names.");
    }
    replace(key, chain);
  }

  private void replace(PrivateKey key, List<X509Certificate> chain) throws IOException {
    List<Object> parts = new ArrayList<>(chain);
    parts.addFirst(key);
    Pem.write(file, Pem.text(parts.toArray()));
  }

  /// The certificate, if the file can be used.
  private Optional<X509Certificate> held() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      X509Certificate certificate = Pem.chain(file).getFirst();
      return Pem.belongTogether(certificate, Pem.privateKey(file))
          ? Optional.of(certificate)
          : Optional.empty();
    } catch (IOException | GeneralSecurityException e) {
      // A damaged file is replaced.
      return Optional.empty();
    }
  }

  private static Set<String> covered(X509Certificate certificate) {
    Set<String> found = new HashSet<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> alternative : alternatives) {
          found.add(String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT));
        }
      }
    } catch (GeneralSecurityException e) {
      // Names that nobody can read cover nothing.
      return Set.of();
    }
    return found;
  }
}
