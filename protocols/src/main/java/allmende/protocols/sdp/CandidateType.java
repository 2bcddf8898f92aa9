package allmende.protocols.sdp;

/// Where a candidate comes from (RFC 8839 §5.1).
public enum CandidateType {
  HOST,
  SRFLX,
  PRFLX,
  RELAY
}
