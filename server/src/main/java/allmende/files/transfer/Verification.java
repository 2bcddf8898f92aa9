package allmende.files.transfer;

import allmende.platform.problem.Problem;
import allmende.protocols.nextcloud.OcChecksum;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.zip.Adler32;

/// Checks what arrives against the checksums that were announced for it.
public final class Verification extends OutputStream {
  private final List<Running> running;

  public Verification(List<OcChecksum> announced) {
    this.running = announced.stream().map(Verification::of).toList();
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    for (Running one : running) {
      one.update(ByteBuffer.wrap(bytes, from, length));
    }
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  /// @throws Problem.Invalid when one of them does not match
  public void require() {
    for (Running one : running) {
      if (!one.matches()) {
        throw new Problem.Invalid("The checksum does not match what arrived; nothing was stored.");
      }
    }
  }

  private sealed interface Running {
    void update(ByteBuffer bytes);

    boolean matches();
  }

  private record Digest(OcChecksum expected, MessageDigest digest) implements Running {
    @Override
    public void update(ByteBuffer bytes) {
      digest.update(bytes);
    }

    @Override
    public boolean matches() {
      return expected.matches(digest.digest());
    }
  }

  private record Adler(OcChecksum expected, Adler32 sum) implements Running {
    @Override
    public void update(ByteBuffer bytes) {
      sum.update(bytes);
    }

    @Override
    public boolean matches() {
      return expected.matches(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
  }

  private static Running of(OcChecksum announced) {
    String algorithm =
        switch (announced.type()) {
          case MD5 -> "MD5";
          case SHA1 -> "SHA-1";
          case SHA256 -> "SHA-256";
          case SHA3_256 -> "SHA3-256";
          case ADLER32 -> "";
        };
    try {
      return algorithm.isEmpty()
          ? new Adler(announced, new Adler32())
          : new Digest(announced, MessageDigest.getInstance(algorithm));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has " + algorithm, e);
    }
  }
}
