package allmende.protocols.sdp;

/// Who opens the DTLS connection (RFC 8842 §5.2).
public enum Setup implements SdpAttribute {
  ACTPASS,
  ACTIVE,
  PASSIVE,
  HOLDCONN
}
