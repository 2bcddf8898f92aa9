package allmende.sfu.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// The certificate that this process shows in DTLS. Clients know it by the fingerprint that
/// signalling has told them (RFC 8122), so it is made anew with each start and signs itself.
public final class DtlsIdentity {
  private static final Duration LASTS = Duration.ofDays(365);

  final BcTlsCrypto crypto;
  final Certificate certificate;
  final AsymmetricKeyParameter key;
  private final byte[] fingerprint;

  private DtlsIdentity(
      BcTlsCrypto crypto, byte[] encoded, AsymmetricKeyParameter key, byte[] fingerprint)
      throws IOException {
    this.crypto = crypto;
    this.certificate =
        new Certificate(new TlsCertificate[] {new BcTlsCertificate(crypto, encoded)});
    this.key = key;
    this.fingerprint = fingerprint;
  }

  /// A key on P-256, and a certificate for a year.
  public static DtlsIdentity make(SecureRandom random, Clock clock) {
    try {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
      pairs.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = pairs.generateKeyPair();
      byte[] encoded = selfSigned(pair, random, clock.instant());
      return new DtlsIdentity(
          new BcTlsCrypto(random),
          encoded,
          PrivateKeyFactory.createKey(pair.getPrivate().getEncoded()),
          MessageDigest.getInstance("SHA-256").digest(encoded));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a certificate could not be made", e);
    }
  }

  /// SHA-256 of the certificate (RFC 8122 §5).
  public byte[] fingerprint() {
    return fingerprint.clone();
  }

  private static byte[] selfSigned(KeyPair pair, SecureRandom random, Instant now)
      throws GeneralSecurityException, IOException {
    AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    X500Name name = new X500Name("CN=Allmende");
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(new BigInteger(64, random).add(BigInteger.ONE)));
    generator.setSignature(algorithm);
    generator.setIssuer(name);
    generator.setSubject(name);
    generator.setStartDate(new Time(Date.from(now.minus(Duration.ofDays(1)))));
    generator.setEndDate(new Time(Date.from(now.plus(LASTS))));
    generator.setSubjectPublicKeyInfo(
        SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
    TBSCertificate toSign = generator.generateTBSCertificate();
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.getPrivate(), random);
    signature.update(toSign.getEncoded());
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(toSign);
    parts.add(algorithm);
    parts.add(new DERBitString(signature.sign()));
    return new DERSequence(parts).getEncoded();
  }
}
