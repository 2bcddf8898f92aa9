package allmende.sfu.room;

import allmende.sfu.dtls.DtlsIdentity;
import allmende.sfu.media.MediaLoop;
import allmende.sfu.media.Transport;
import allmende.sfu.media.TransportListener;
import allmende.sfu.peer.PeerConnection;
import java.util.random.RandomGenerator;

/// What a room's peer connections are made of: the loop on which the room lives, who we are, and
/// where we are.
public record Media(MediaLoop loop, DtlsIdentity identity, RandomGenerator random, Reach reach) {
  PeerConnection connect(TransportListener listener, boolean tcpAlone) {
    return new PeerConnection(
        new Transport(loop, identity, listener),
        random,
        identity.fingerprint(),
        reach.candidates(tcpAlone));
  }
}
