package allmende.sfu.dtls;

import allmende.sfu.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Hashtable;
import java.util.Optional;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;

/// The client's side of a handshake, for tests.
public final class TestHandshake {
  private TestHandshake() {}

  /// Sends a record.
  public interface Out {
    void send(byte[] record) throws IOException;
  }

  /// Waits for a record; an empty one if none comes.
  public interface In {
    byte[] next(int millis) throws IOException;
  }

  /// What the handshake exports for SRTP; empty if the server refuses it.
  public static Optional<byte[]> client(DtlsIdentity shown, SrtpProfile profile, Out out, In in) {
    Client client = new Client(shown, profile);
    try {
      new DTLSClientProtocol().connect(client, new Datagrams(out, in));
      return Optional.ofNullable(client.exported);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private record Datagrams(Out out, In in) implements DatagramTransport {
    @Override
    public int getReceiveLimit() {
      return 2_048;
    }

    @Override
    public int getSendLimit() {
      return 1_200;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
      byte[] record = in.next(waitMillis);
      if (record.length == 0 || record[0] < 20 || record[0] > 63) {
        return -1;
      }
      System.arraycopy(record, 0, buffer, offset, record.length);
      return record.length;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) throws IOException {
      byte[] record = new byte[length];
      System.arraycopy(buffer, offset, record, 0, length);
      out.send(record);
    }

    @Override
    public void close() {}
  }

  private static final class Client extends DefaultTlsClient {
    private final DtlsIdentity shown;
    private final SrtpProfile profile;
    private byte @Nullable [] exported;

    Client(DtlsIdentity shown, SrtpProfile profile) {
      super(shown.crypto);
      this.shown = shown;
      this.profile = profile;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.DTLSv12.only();
    }

    @Override
    public int getHandshakeTimeoutMillis() {
      return 5_000;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Hashtable getClientExtensions() throws IOException {
      Hashtable extensions = super.getClientExtensions();
      TlsSRTPUtils.addUseSRTPExtension(
          extensions, new UseSRTPData(new int[] {profile.code()}, TlsUtils.EMPTY_BYTES));
      return extensions;
    }

    @Override
    public TlsAuthentication getAuthentication() {
      return new TlsAuthentication() {
        @Override
        public void notifyServerCertificate(TlsServerCertificate certificate) {}

        @Override
        public TlsCredentials getClientCredentials(CertificateRequest request) {
          return new BcDefaultTlsCredentialedSigner(
              new TlsCryptoParameters(context),
              shown.crypto,
              shown.key,
              shown.certificate,
              new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
        }
      };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
      super.notifyHandshakeComplete();
      exported =
          context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, profile.exportedLength());
    }
  }
}
