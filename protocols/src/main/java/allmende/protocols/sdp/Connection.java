package allmende.protocols.sdp;

/// The line `c=` (RFC 8866 §5.7). With ICE it says nothing.
public record Connection(String networkType, String addressType, String address) {
  public static final Connection UNSPECIFIED = new Connection("IN", "IP4", "0.0.0.0");
}
