package allmende.protocols.sdp;

/// Who connects, of a TCP candidate (RFC 6544 §4.5).
public enum TcpType {
  ACTIVE,
  PASSIVE,
  SO
}
