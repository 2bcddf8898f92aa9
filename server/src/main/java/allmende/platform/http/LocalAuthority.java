package allmende.platform.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority of our own in a folder, for trying things in a local network: browsers
/// that are told to trust `authority.pem` trust this server.
public final class LocalAuthority {
  // What browsers accept at most for a server; longer ones they refuse.
  private static final Duration SERVER_LIFE = Duration.ofDays(397);
  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);
  private static final X500Name AUTHORITY = new X500Name("CN=Allmende local authority");

  private final Path folder;
  private final Clock clock;

  /// The files of a certificate (with its authority's, as a chain) and its key.
  public record Issued(Path certificate, Path key) {}

  private record Pair(X509Certificate certificate, PrivateKey key) {}

  /// @param folder made when it is missing; holds `authority.pem`, `authority.key`, `server.pem`,
  ///   `server.key`
  public LocalAuthority(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// A certificate for these host names and addresses: the one that is there, or a new one when it
  /// does not cover them all or ends within thirty days.
  public Issued issue(List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("A certificate needs at least one host name or address.");
    }
    Path certificate = folder.resolve("server.pem");
    Path key = folder.resolve("server.key");
    try {
      Files.createDirectories(folder);
      Pair authority = authority();
      if (!isUsable(certificate, key, names, authority)) {
        KeyPair pair = newKey();
        X509Certificate made = sign(pair, names, authority);
        Pem.write(key, Pem.text(pair.getPrivate()));
        Pem.write(certificate, Pem.text(made, authority.certificate()));
      }
      return new Issued(certificate, key);
    } catch (IOException e) {
      throw new UncheckedIOException("The local authority cannot use " + folder + ".", e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("The local authority cannot make a certificate.", e);
    }
  }

  private Pair authority() throws IOException, GeneralSecurityException, OperatorCreationException {
    Path certificate = folder.resolve("authority.pem");
    Path key = folder.resolve("authority.key");
    if (Files.exists(certificate) && Files.exists(key)) {
      Pair known = new Pair(Pem.chain(certificate).getFirst(), Pem.privateKey(key));
      // It must outlive what it signs.
      if (Pem.belongTogether(known.certificate(), known.key())
          && known
              .certificate()
              .getNotAfter()
              .toInstant()
              .isAfter(clock.instant().plus(SERVER_LIFE))) {
        return known;
      }
    }
    KeyPair pair = newKey();
    Instant now = clock.instant();
    var extensions = new JcaX509ExtensionUtils();
    var builder =
        new JcaX509v3CertificateBuilder(
                AUTHORITY,
                serial(),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(AUTHORITY_LIFE)),
                AUTHORITY,
                pair.getPublic())
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
            .addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
            .addExtension(
                Extension.subjectKeyIdentifier,
                false,
                extensions.createSubjectKeyIdentifier(pair.getPublic()));
    var made =
        new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(
                    new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    Pem.write(key, Pem.text(pair.getPrivate()));
    Pem.write(certificate, Pem.text(made));
    return new Pair(made, pair.getPrivate());
  }

  private X509Certificate sign(KeyPair pair, List<String> names, Pair authority)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    Instant now = clock.instant();
    var extensions = new JcaX509ExtensionUtils();
    var alternatives =
        new GeneralNames(names.stream().map(LocalAuthority::name).toArray(GeneralName[]::new));
    var builder =
        new JcaX509v3CertificateBuilder(
                AUTHORITY,
                serial(),
                // An hour back for clocks that go slow, within the 397 days.
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.minus(Duration.ofHours(1)).plus(SERVER_LIFE)),
                new X500Name("CN=Allmende"),
                pair.getPublic())
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
            .addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
            .addExtension(Extension.subjectAlternativeName, false, alternatives)
            .addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions.createAuthorityKeyIdentifier(authority.certificate().getPublicKey()));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.key())));
  }

  private boolean isUsable(Path certificate, Path key, List<String> names, Pair authority) {
    if (!Files.exists(certificate) || !Files.exists(key)) {
      return false;
    }
    try {
      X509Certificate known = Pem.chain(certificate).getFirst();
      known.verify(authority.certificate().getPublicKey());
      return Pem.belongTogether(known, Pem.privateKey(key))
          && known.getNotAfter().toInstant().isAfter(clock.instant().plus(RENEW_BEFORE))
          && covered(known).containsAll(names.stream().map(LocalAuthority::canonical).toList());
    } catch (IOException | GeneralSecurityException e) {
      // A damaged file is replaced.
      return false;
    }
  }

  private static Set<String> covered(X509Certificate certificate) throws GeneralSecurityException {
    var found = new HashSet<String>();
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives != null) {
      for (List<?> alternative : alternatives) {
        found.add(canonical(String.valueOf(alternative.get(1))));
      }
    }
    return found;
  }

  private static String canonical(String name) {
    try {
      return InetAddress.ofLiteral(name).getHostAddress();
    } catch (IllegalArgumentException e) {
      return name.toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static GeneralName name(String name) {
    String canonical = canonical(name);
    boolean address = canonical.indexOf(':') >= 0 || canonical.matches("[0-9.]+");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, canonical);
  }

  private static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static BigInteger serial() {
    return new BigInteger(127, new SecureRandom()).setBit(126);
  }
}
