package allmende.sfu.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import allmende.protocols.BigEndian;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// AEAD_AES_128_GCM (RFC 7714) by OpenSSL, which allocates nothing for a packet.
final class OpenSslGcm implements PacketCipher {
  private static final int TAG = 16;
  private static final int VECTOR = 12;

  private final GcmVector vector;
  private final SrtpScratch.Native scratch;
  private final long context;
  private boolean closed;

  OpenSslGcm(byte[] key, byte[] salt, SrtpScratch scratch) {
    this.vector = new GcmVector(salt);
    this.scratch = scratch.memory();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocateFrom(JAVA_BYTE, key);
      context = OpenSsl.gcm(copy);
      copy.fill((byte) 0);
    }
  }

  @Override
  public int sealRtp(byte[] bytes, int offset, int header, int length, int ssrc, long index) {
    long at = copyIn(bytes, offset, length);
    begin(true, ssrc, index);
    authenticate(at, header);
    seal(at + header, length - header);
    copyOut(bytes, offset, header, length + TAG);
    return length + TAG;
  }

  @Override
  public int openRtp(byte[] bytes, int offset, int header, int length, int ssrc, long index) {
    if (length < header + TAG) {
      return FORGED;
    }
    long at = copyIn(bytes, offset, length);
    begin(false, ssrc, index);
    authenticate(at, header);
    if (!open(at + header, length - header - TAG)) {
      return FORGED;
    }
    copyOut(bytes, offset, header, length - TAG);
    return length - TAG;
  }

  /// The index goes behind the tag, and is authenticated as if it stood behind the first eight
  /// bytes (RFC 7714 §9.2).
  @Override
  public int sealRtcp(byte[] bytes, int offset, int length, int ssrc, int index) {
    BigEndian.put32(bytes, offset + length + TAG, index | ENCRYPTED);
    long at = copyIn(bytes, offset, length + TAG + 4);
    begin(true, ssrc, index);
    authenticate(at, RTCP_CLEAR);
    authenticate(at + length + TAG, 4);
    seal(at + RTCP_CLEAR, length - RTCP_CLEAR);
    copyOut(bytes, offset, RTCP_CLEAR, length + TAG);
    return length + TAG + 4;
  }

  @Override
  public int rtcpIndexAt(int length) {
    return length - 4;
  }

  @Override
  public int openRtcp(byte[] bytes, int offset, int length, int ssrc, int index) {
    long at = copyIn(bytes, offset, length);
    begin(false, ssrc, index);
    authenticate(at, RTCP_CLEAR);
    authenticate(at + length - 4, 4);
    int clear = length - 4 - TAG;
    if (!open(at + RTCP_CLEAR, clear - RTCP_CLEAR)) {
      return FORGED;
    }
    copyOut(bytes, offset, RTCP_CLEAR, clear);
    return clear;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      OpenSsl.free(context);
    }
  }

  private void begin(boolean seal, int ssrc, long index) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    MemorySegment.copy(vector.of(ssrc, index), 0, scratch.vector, JAVA_BYTE, 0, VECTOR);
    OpenSsl.begin(context, seal, scratch.vector.address());
  }

  private void authenticate(long at, int length) {
    OpenSsl.update(context, 0, scratch.written.address(), at, length);
  }

  private void seal(long at, int length) {
    long written = scratch.written.address();
    OpenSsl.update(context, at, written, at, length);
    OpenSsl.end(context, at + length, written);
    OpenSsl.tag(context, OpenSsl.GET_TAG, at + length);
  }

  private boolean open(long at, int length) {
    long written = scratch.written.address();
    OpenSsl.update(context, at, written, at, length);
    OpenSsl.tag(context, OpenSsl.SET_TAG, at + length);
    return OpenSsl.end(context, at + length, written);
  }

  /// OpenSSL writes as far as it is told to: there has to be room for the tag, too.
  private long copyIn(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(0, length + (long) TAG, scratch.packet.byteSize());
    MemorySegment.copy(bytes, offset, scratch.packet, JAVA_BYTE, 0, length);
    return scratch.packet.address();
  }

  private void copyOut(byte[] bytes, int offset, int from, int to) {
    MemorySegment.copy(scratch.packet, JAVA_BYTE, from, bytes, offset + from, to - from);
  }
}
