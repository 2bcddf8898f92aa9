package allmende.protocols.sdp;

/// A description, or a candidate, that does not follow its grammar or goes beyond [SdpLimits]. The
/// message names the line.
public final class MalformedSdp extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedSdp(String message) {
    super(message);
  }
}
