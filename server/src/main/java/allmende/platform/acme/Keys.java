package allmende.platform.acme;

import allmende.platform.http.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/// Key pairs on the one curve that every authority and every browser takes.
final class Keys {
  private Keys() {}

  static KeyPair fresh() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /// The key pair of this file; a new one in it, if there is none.
  static KeyPair kept(Path file) throws IOException, GeneralSecurityException {
    if (!Files.exists(file)) {
      KeyPair pair = fresh();
      Pem.write(file, Pem.text(pair.getPrivate(), pair.getPublic()));
    }
    try (PEMParser parser =
        new PEMParser(Files.newBufferedReader(file, StandardCharsets.US_ASCII))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        if (part instanceof SubjectPublicKeyInfo open) {
          return new KeyPair(new JcaPEMKeyConverter().getPublicKey(open), Pem.privateKey(file));
        }
      }
    }
    throw new GeneralSecurityException("There is no pair of keys in " + file + ".");
  }
}
