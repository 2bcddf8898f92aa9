package allmende.sfu.turn;

import allmende.protocols.stun.TransactionId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client has been given (RFC 8656 §3.2): a relayed address, those whom it may reach through
/// it, and short names for them.
final class Allocation {
  static final int MOST_CHANNELS = 32;
  private static final long SECOND = 1_000_000_000;
  private static final long PERMISSION = 300 * SECOND;
  private static final long CHANNEL = 600 * SECOND;

  final TurnClient client;
  final String username;
  final String participant;
  final InetSocketAddress relayed;

  /// The request that made it, which may be repeated.
  final TransactionId madeBy;

  private final List<Channel> channels = new ArrayList<>();
  private final Map<InetAddress, Long> permissions = new HashMap<>();
  private long expiresAt;

  private static final class Channel {
    final int number;
    final InetSocketAddress peer;
    long expiresAt;

    Channel(int number, InetSocketAddress peer) {
      this.number = number;
      this.peer = peer;
    }
  }

  Allocation(
      TurnClient client,
      String username,
      String participant,
      InetSocketAddress relayed,
      TransactionId madeBy) {
    this.client = client;
    this.username = username;
    this.participant = participant;
    this.relayed = relayed;
    this.madeBy = madeBy;
  }

  void keepFor(long seconds, long now) {
    expiresAt = now + seconds * SECOND;
  }

  boolean hasExpired(long now) {
    return now >= expiresAt;
  }

  void permit(InetAddress peer, long now) {
    permissions.put(peer, now + PERMISSION);
  }

  boolean isPermitted(InetAddress peer, long now) {
    Long until = permissions.get(peer);
    return until != null && now < until;
  }

  /// Binds a channel, or goes on with it. False if the number or the peer is taken by another, or
  /// there are too many (RFC 8656 §12.2).
  boolean bind(int number, InetSocketAddress peer, long now) {
    channels.removeIf(each -> now >= each.expiresAt);
    Channel found = null;
    for (Channel each : channels) {
      boolean sameNumber = each.number == number;
      boolean samePeer = each.peer.equals(peer);
      if (sameNumber != samePeer) {
        return false;
      }
      found = sameNumber ? each : found;
    }
    if (found == null) {
      if (channels.size() == MOST_CHANNELS) {
        return false;
      }
      found = new Channel(number, peer);
      channels.add(found);
    }
    found.expiresAt = now + CHANNEL;
    permit(peer.getAddress(), now);
    return true;
  }

  /// Whom a channel leads to, or null.
  @Nullable InetSocketAddress peer(int number, long now) {
    for (int i = 0; i < channels.size(); i++) {
      Channel each = channels.get(i);
      if (each.number == number && now < each.expiresAt) {
        return each.peer;
      }
    }
    return null;
  }

  /// The channel that leads to a peer, or 0.
  int channel(InetSocketAddress peer, long now) {
    for (int i = 0; i < channels.size(); i++) {
      Channel each = channels.get(i);
      if (now < each.expiresAt && each.peer.equals(peer)) {
        return each.number;
      }
    }
    return 0;
  }
}
