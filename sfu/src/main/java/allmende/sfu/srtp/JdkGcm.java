package allmende.sfu.srtp;

import allmende.protocols.BigEndian;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AEAD_AES_128_GCM (RFC 7714) by the JDK, which allocates some 900 bytes for a packet. One cipher
/// per direction: the JDK forgets the expanded key of one that changes sides.
final class JdkGcm implements PacketCipher {
  private static final int TAG = 16;

  private final SecretKeySpec key;
  private final GcmVector vector;
  private final Cipher cipher;

  JdkGcm(byte[] key, byte[] salt) {
    this.key = new SecretKeySpec(key, "AES");
    this.vector = new GcmVector(salt);
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (NoSuchAlgorithmException | NoSuchPaddingException missing) {
      throw new IllegalStateException(missing);
    }
  }

  @Override
  public int sealRtp(byte[] bytes, int offset, int header, int length, int ssrc, long index) {
    try {
      begin(Cipher.ENCRYPT_MODE, ssrc, index);
      cipher.updateAAD(bytes, offset, header);
      int at = offset + header;
      return header + cipher.doFinal(bytes, at, length - header, bytes, at);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public int openRtp(byte[] bytes, int offset, int header, int length, int ssrc, long index) {
    if (length < header + TAG) {
      return FORGED;
    }
    try {
      begin(Cipher.DECRYPT_MODE, ssrc, index);
      cipher.updateAAD(bytes, offset, header);
      int at = offset + header;
      return header + cipher.doFinal(bytes, at, length - header, bytes, at);
    } catch (AEADBadTagException forged) {
      return FORGED;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The index goes behind the tag, and is authenticated as if it stood behind the first eight
  /// bytes (RFC 7714 §9.2).
  @Override
  public int sealRtcp(byte[] bytes, int offset, int length, int ssrc, int index) {
    int word = offset + length + TAG;
    BigEndian.put32(bytes, word, index | ENCRYPTED);
    try {
      begin(Cipher.ENCRYPT_MODE, ssrc, index);
      cipher.updateAAD(bytes, offset, RTCP_CLEAR);
      cipher.updateAAD(bytes, word, 4);
      int at = offset + RTCP_CLEAR;
      cipher.doFinal(bytes, at, length - RTCP_CLEAR, bytes, at);
      return length + TAG + 4;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public int rtcpIndexAt(int length) {
    return length - 4;
  }

  @Override
  public int openRtcp(byte[] bytes, int offset, int length, int ssrc, int index) {
    try {
      begin(Cipher.DECRYPT_MODE, ssrc, index);
      cipher.updateAAD(bytes, offset, RTCP_CLEAR);
      cipher.updateAAD(bytes, offset + length - 4, 4);
      int at = offset + RTCP_CLEAR;
      return RTCP_CLEAR + cipher.doFinal(bytes, at, length - 4 - RTCP_CLEAR, bytes, at);
    } catch (AEADBadTagException forged) {
      return FORGED;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {}

  private void begin(int mode, int ssrc, long index)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG, vector.of(ssrc, index)));
  }
}
