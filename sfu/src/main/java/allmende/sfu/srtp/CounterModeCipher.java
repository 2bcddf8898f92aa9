package allmende.sfu.srtp;

import allmende.protocols.BigEndian;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/// AES_CM_128_HMAC_SHA1_80 (RFC 3711 §4).
///
/// The JDK's counter mode and its `Mac` allocate with every packet. Counters encrypted in ECB mode,
/// which needs no new parameters, and SHA-1 with the padded keys hashed in front come to the same
/// and allocate nothing.
final class CounterModeCipher implements PacketCipher {
  private static final int TAG = 10;
  private static final int BLOCK = 16;
  private static final int HASH_BLOCK = 64;

  private final Cipher aes;
  private final long saltHigh;
  private final long saltLow;
  private final byte[] innerKey;
  private final byte[] outerKey;
  private final SrtpScratch scratch;

  CounterModeCipher(byte[] key, byte[] salt, byte[] authentication, SrtpScratch scratch) {
    byte[] wide = Arrays.copyOf(salt, BLOCK);
    saltHigh = BigEndian.int64(wide, 0);
    saltLow = BigEndian.int64(wide, 8);
    innerKey = padded(authentication, 0x36);
    outerKey = padded(authentication, 0x5C);
    this.scratch = scratch;
    try {
      aes = Cipher.getInstance("AES/ECB/NoPadding");
      aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /// RFC 2104 §2.
  private static byte[] padded(byte[] key, int with) {
    byte[] block = Arrays.copyOf(key, HASH_BLOCK);
    for (int i = 0; i < HASH_BLOCK; i++) {
      block[i] ^= (byte) with;
    }
    return block;
  }

  @Override
  public int sealRtp(byte[] bytes, int offset, int header, int length, int ssrc, long index) {
    crypt(bytes, offset + header, length - header, ssrc, index);
    authenticate(bytes, offset, length, (int) (index >>> 16), true);
    System.arraycopy(scratch.hash, 0, bytes, offset + length, TAG);
    return length + TAG;
  }

  @Override
  public int openRtp(byte[] bytes, int offset, int header, int length, int ssrc, long index) {
    int sealed = length - TAG;
    if (sealed < header) {
      return FORGED;
    }
    authenticate(bytes, offset, sealed, (int) (index >>> 16), true);
    if (!tagIsAt(bytes, offset + sealed)) {
      return FORGED;
    }
    crypt(bytes, offset + header, sealed - header, ssrc, index);
    return sealed;
  }

  @Override
  public int sealRtcp(byte[] bytes, int offset, int length, int ssrc, int index) {
    crypt(bytes, offset + RTCP_CLEAR, length - RTCP_CLEAR, ssrc, index);
    BigEndian.put32(bytes, offset + length, index | ENCRYPTED);
    authenticate(bytes, offset, length + 4, 0, false);
    System.arraycopy(scratch.hash, 0, bytes, offset + length + 4, TAG);
    return length + 4 + TAG;
  }

  @Override
  public int rtcpIndexAt(int length) {
    return length - TAG - 4;
  }

  @Override
  public int openRtcp(byte[] bytes, int offset, int length, int ssrc, int index) {
    authenticate(bytes, offset, length - TAG, 0, false);
    if (!tagIsAt(bytes, offset + length - TAG)) {
      return FORGED;
    }
    int clear = length - TAG - 4;
    crypt(bytes, offset + RTCP_CLEAR, clear - RTCP_CLEAR, ssrc, index);
    return clear;
  }

  @Override
  public void close() {}

  /// Combines a slice with the key stream, which encrypts and decrypts alike. The counter is salt,
  /// SSRC and index combined, and in its last 16 bits the number of the block (RFC 3711 §4.1.1).
  private void crypt(byte[] bytes, int offset, int length, int ssrc, long index) {
    int padded = (length + BLOCK - 1) & -BLOCK;
    byte[] counters = scratch.counters(padded);
    long high = saltHigh ^ (ssrc & 0xFFFF_FFFFL);
    long low = saltLow ^ index << 16;
    for (int at = 0; at < padded; at += BLOCK) {
      BigEndian.put64(counters, at, high);
      BigEndian.put64(counters, at + 8, low++);
    }
    byte[] keystream = scratch.keystream();
    try {
      aes.update(counters, 0, padded, keystream, 0);
    } catch (ShortBufferException impossible) {
      throw new IllegalStateException(impossible);
    }
    int at = 0;
    for (; at <= length - 8; at += 8) {
      long mixed = BigEndian.int64(bytes, offset + at) ^ BigEndian.int64(keystream, at);
      BigEndian.put64(bytes, offset + at, mixed);
    }
    for (; at < length; at++) {
      bytes[offset + at] ^= keystream[at];
    }
  }

  /// Leaves in the scratch the hash over a slice and, for RTP, the roll-over counter (RFC 3711
  /// §4.2).
  private void authenticate(byte[] bytes, int offset, int length, int rollOver, boolean rtp) {
    MessageDigest sha1 = scratch.sha1;
    byte[] hash = scratch.hash;
    try {
      sha1.update(innerKey, 0, HASH_BLOCK);
      sha1.update(bytes, offset, length);
      if (rtp) {
        BigEndian.put32(scratch.word, 0, rollOver);
        sha1.update(scratch.word, 0, 4);
      }
      sha1.digest(hash, 0, hash.length);
      sha1.update(outerKey, 0, HASH_BLOCK);
      sha1.update(hash, 0, hash.length);
      sha1.digest(hash, 0, hash.length);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// In constant time.
  private boolean tagIsAt(byte[] bytes, int offset) {
    int difference = 0;
    for (int i = 0; i < TAG; i++) {
      difference |= bytes[offset + i] ^ scratch.hash[i];
    }
    return difference == 0;
  }
}
