package allmende.sfu.dtls;

import allmende.sfu.srtp.MasterKey;
import allmende.sfu.srtp.SrtpProfile;

/// What a handshake yields for SRTP (RFC 5764 §4.2).
///
/// @param client what the client seals with
/// @param server what we do
public record SrtpKeys(SrtpProfile profile, MasterKey client, MasterKey server) {
  static SrtpKeys of(SrtpProfile profile, byte[] exported) {
    return new SrtpKeys(
        profile, MasterKey.ofClient(profile, exported), MasterKey.ofServer(profile, exported));
  }

  @Override
  public String toString() {
    return "keys for " + profile;
  }
}
