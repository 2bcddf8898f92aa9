package allmende.platform.http;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/// Certificates and keys as the text files that everybody's tools write.
public final class Pem {
  private Pem() {}

  /// The certificates of a file, the server's own first.
  public static List<X509Certificate> chain(Path file)
      throws IOException, GeneralSecurityException {
    var chain = new ArrayList<X509Certificate>();
    try (var parser = new PEMParser(Files.newBufferedReader(file, StandardCharsets.US_ASCII))) {
      for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
        if (object instanceof X509CertificateHolder holder) {
          chain.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
      }
    }
    if (chain.isEmpty()) {
      throw new GeneralSecurityException("there is no certificate in " + file);
    }
    return chain;
  }

  /// The first private key of a file: PKCS#8, PKCS#1 or EC.
  public static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    var converter = new JcaPEMKeyConverter();
    try (var parser = new PEMParser(Files.newBufferedReader(file, StandardCharsets.US_ASCII))) {
      for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
        // An EC file begins with its curve's parameters: whatever is no key is passed over.
        if (object instanceof PrivateKeyInfo info) {
          return converter.getPrivateKey(info);
        }
        if (object instanceof PEMKeyPair pair) {
          return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
      }
    }
    throw new GeneralSecurityException("there is no key without a password in " + file);
  }

  /// Whether what the key signs, the certificate confirms.
  public static boolean belongTogether(X509Certificate certificate, PrivateKey key)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC", "ECDSA" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    byte[] probe = "one pair".getBytes(StandardCharsets.US_ASCII);
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(key);
    signing.update(probe);
    byte[] signature = signing.sign();
    try {
      Signature checking = Signature.getInstance(algorithm);
      checking.initVerify(certificate.getPublicKey());
      checking.update(probe);
      return checking.verify(signature);
    } catch (GeneralSecurityException e) {
      // Keys of two kinds, which is also a no.
      return false;
    }
  }

  /// Certificates and private keys, one after the other.
  public static String text(Object... objects) throws IOException {
    var out = new StringWriter();
    try (var writer = new JcaPEMWriter(out)) {
      for (Object object : objects) {
        // As PKCS#8: the older form of an EC key would lose its curve.
        writer.writeObject(
            object instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : object);
      }
    }
    return out.toString();
  }

  /// Writes such a file: readable by us alone from the first byte on, and never half there.
  public static void write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel out =
        FileChannel.open(
            fresh,
            options,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
