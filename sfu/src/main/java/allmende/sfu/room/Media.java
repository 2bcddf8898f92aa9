package allmende.sfu.room;

import allmende.protocols.sdp.Candidate;
import allmende.sfu.dtls.DtlsIdentity;
import allmende.sfu.media.MediaLoop;
import allmende.sfu.media.Transport;
import allmende.sfu.media.TransportListener;
import allmende.sfu.peer.PeerConnection;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What a room's peer connections are made of: the loop on which the room lives, and who we are.
///
/// @param publicAddress what clients are told in place of our own addresses
public record Media(
    MediaLoop loop, DtlsIdentity identity, RandomGenerator random, Optional<String> publicAddress) {
  /// RFC 8445 §5.1.2.1: of type host, for one component.
  private static final long HOST = (126L << 24) | 255;

  PeerConnection connect(TransportListener listener) {
    return new PeerConnection(
        new Transport(loop, identity, listener), random, identity.fingerprint(), candidates());
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    for (InetSocketAddress local : loop.addresses()) {
      int number = candidates.size();
      String address = publicAddress.orElseGet(() -> text(local));
      // The first addresses are preferred, those of IPv4 being the ones that work most often.
      candidates.add(
          Candidate.host(
              Integer.toString(number + 1),
              HOST | (65_535L - number) << 8,
              address,
              local.getPort()));
    }
    return candidates;
  }

  private static String text(InetSocketAddress address) {
    String text = address.getAddress().getHostAddress();
    int zone = text.indexOf('%');
    return address.getAddress() instanceof Inet6Address && zone >= 0
        ? text.substring(0, zone)
        : text;
  }
}
