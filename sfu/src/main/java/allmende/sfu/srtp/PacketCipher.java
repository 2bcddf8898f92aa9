package allmende.sfu.srtp;

/// Seals and opens packets in place, given their index. The tail room is the caller's care.
sealed interface PacketCipher extends AutoCloseable permits OpenSslGcm, JdkGcm, CounterModeCipher {
  /// What [#openRtp] and [#openRtcp] return for a packet that was not made with this key.
  int FORGED = -1;

  /// Bytes of an RTCP packet that stay in the clear.
  int RTCP_CLEAR = 8;

  /// The bit before the index of an RTCP packet that says that it is encrypted (RFC 3711 §3.4).
  int ENCRYPTED = 0x8000_0000;

  /// Returns the sealed length.
  int sealRtp(byte[] bytes, int offset, int header, int length, int ssrc, long index);

  /// Returns the length without the tag, or [#FORGED].
  int openRtp(byte[] bytes, int offset, int header, int length, int ssrc, long index);

  /// Returns the sealed length.
  int sealRtcp(byte[] bytes, int offset, int length, int ssrc, int index);

  /// Where in a sealed packet of this length its index stands.
  int rtcpIndexAt(int length);

  /// Returns the length without tag and index, or [#FORGED].
  int openRtcp(byte[] bytes, int offset, int length, int ssrc, int index);

  /// Gives back what is not on the heap. Nothing is sealed or opened afterwards.
  @Override
  void close();
}
