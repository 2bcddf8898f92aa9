package allmende.sfu.turn;

import allmende.protocols.stun.AddressFamily;
import allmende.protocols.stun.KeyedHash;
import allmende.protocols.stun.StunAttribute;
import allmende.protocols.stun.StunAttribute.ChannelNumber;
import allmende.protocols.stun.StunAttribute.ErrorCode;
import allmende.protocols.stun.StunAttribute.EvenPort;
import allmende.protocols.stun.StunAttribute.Lifetime;
import allmende.protocols.stun.StunAttribute.Nonce;
import allmende.protocols.stun.StunAttribute.Realm;
import allmende.protocols.stun.StunAttribute.RequestedAddressFamily;
import allmende.protocols.stun.StunAttribute.RequestedTransport;
import allmende.protocols.stun.StunAttribute.ReservationToken;
import allmende.protocols.stun.StunAttribute.UnknownAttributes;
import allmende.protocols.stun.StunAttribute.Username;
import allmende.protocols.stun.StunAttribute.XorMappedAddress;
import allmende.protocols.stun.StunAttribute.XorPeerAddress;
import allmende.protocols.stun.StunAttribute.XorRelayedAddress;
import allmende.protocols.stun.StunMessage;
import allmende.protocols.stun.StunMethod;
import allmende.protocols.stun.StunView;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers requests (RFC 8656 §7 to §9, §12), once their sender has logged in (RFC 8489 §9.2).
final class TurnRequests {
  private static final long SHORTEST = 600;
  private static final long LONGEST = 3_600;

  /// An answer, and what it is signed with, if its receiver knows a key.
  record Answer(StunMessage message, @Nullable KeyedHash key) {}

  /// Who has logged in.
  private record Login(String username, String participant, KeyedHash key) {}

  private final TurnSettings settings;
  private final TurnCredentials credentials;
  private final Allocations allocations;

  TurnRequests(TurnSettings settings, TurnCredentials credentials, Allocations allocations) {
    this.settings = settings;
    this.credentials = credentials;
    this.allocations = allocations;
  }

  Answer answer(TurnClient client, StunMessage request, StunView view, long now) {
    if (request.method() == StunMethod.BINDING && request.notUnderstood().isEmpty()) {
      return new Answer(request.success(new XorMappedAddress(client.address())), null);
    }
    Optional<Username> name = request.find(Username.class);
    Optional<Nonce> nonce = request.find(Nonce.class);
    if (!view.hasIntegrity()) {
      return challenge(request, ErrorCode.UNAUTHENTICATED, "Unauthenticated");
    }
    if (name.isEmpty() || nonce.isEmpty() || request.find(Realm.class).isEmpty()) {
      return new Answer(request.error(ErrorCode.BAD_REQUEST, "Bad Request"), null);
    }
    if (!credentials.isFresh(nonce.get().value())) {
      return challenge(request, ErrorCode.STALE_NONCE, "Stale Nonce");
    }
    String username = name.get().name();
    KeyedHash key = credentials.key(username);
    String participant = credentials.participant(username);
    if (participant == null
        || request.method() == StunMethod.ALLOCATE && !credentials.isGood(username)
        || !view.integrityHolds(key)) {
      return challenge(request, ErrorCode.UNAUTHENTICATED, "Unauthenticated");
    }
    return new Answer(allowed(client, request, new Login(username, participant, key), now), key);
  }

  private Answer challenge(StunMessage request, int code, String reason) {
    return new Answer(
        request.error(code, reason, new Realm(settings.realm()), new Nonce(credentials.nonce())),
        null);
  }

  private StunMessage allowed(TurnClient client, StunMessage request, Login login, long now) {
    List<Integer> notUnderstood = request.notUnderstood();
    if (!notUnderstood.isEmpty()) {
      return request.error(
          ErrorCode.UNKNOWN_ATTRIBUTE, "Unknown Attribute", new UnknownAttributes(notUnderstood));
    }
    Allocation allocation = allocations.of(client);
    if (allocation != null && allocation.hasExpired(now)) {
      allocations.remove(allocation);
      allocation = null;
    }
    if (request.method() == StunMethod.ALLOCATE) {
      return allocate(client, request, login, allocation, now);
    }
    if (allocation == null) {
      return request.error(ErrorCode.ALLOCATION_MISMATCH, "Allocation Mismatch");
    }
    if (!allocation.username.equals(login.username)) {
      return request.error(ErrorCode.WRONG_CREDENTIALS, "Wrong Credentials");
    }
    return switch (request.method()) {
      case REFRESH -> refresh(request, allocation, now);
      case CREATE_PERMISSION -> permit(request, allocation, now);
      case CHANNEL_BIND -> bind(request, allocation, now);
      case BINDING, ALLOCATE, SEND, DATA -> request.error(ErrorCode.BAD_REQUEST, "Bad Request");
    };
  }

  private StunMessage allocate(
      TurnClient client, StunMessage request, Login login, @Nullable Allocation there, long now) {
    if (there != null) {
      // The answer may have been lost, and the request come again.
      return there.madeBy.equals(request.id())
          ? allocated(request, there, lifetime(request))
          : request.error(ErrorCode.ALLOCATION_MISMATCH, "Allocation Mismatch");
    }
    Optional<RequestedTransport> transport = request.find(RequestedTransport.class);
    if (transport.isEmpty()) {
      return request.error(ErrorCode.BAD_REQUEST, "Bad Request");
    }
    if (transport.get().protocol() != RequestedTransport.UDP) {
      return request.error(ErrorCode.UNSUPPORTED_TRANSPORT, "Unsupported Transport Protocol");
    }
    boolean v6 =
        request
            .find(RequestedAddressFamily.class)
            .map(each -> each.family() == AddressFamily.IPV6)
            .orElse(false);
    Optional<InetAddress> relay =
        settings.relays().stream().filter(each -> each instanceof Inet4Address != v6).findFirst();
    if (relay.isEmpty()) {
      return request.error(ErrorCode.ADDRESS_FAMILY_NOT_SUPPORTED, "Address Family not Supported");
    }
    if (allocations.hasEnough(login.participant)) {
      return request.error(ErrorCode.ALLOCATION_QUOTA_REACHED, "Allocation Quota Reached");
    }
    boolean pairs =
        request.find(EvenPort.class).isPresent()
            || request.find(ReservationToken.class).isPresent();
    if (allocations.isFull() || pairs) {
      return request.error(ErrorCode.INSUFFICIENT_CAPACITY, "Insufficient Capacity");
    }
    Allocation made =
        allocations.make(client, login.username, login.participant, relay.get(), request.id());
    long seconds = lifetime(request);
    made.keepFor(seconds, now);
    return allocated(request, made, seconds);
  }

  private static StunMessage allocated(StunMessage request, Allocation it, long seconds) {
    return request.success(
        new XorRelayedAddress(it.relayed),
        new Lifetime(seconds),
        new XorMappedAddress(it.client.address()));
  }

  private StunMessage refresh(StunMessage request, Allocation allocation, long now) {
    boolean over = request.find(Lifetime.class).map(each -> each.seconds() == 0).orElse(false);
    long seconds = over ? 0 : lifetime(request);
    if (over) {
      allocations.remove(allocation);
    } else {
      allocation.keepFor(seconds, now);
    }
    return request.success(new Lifetime(seconds));
  }

  private static long lifetime(StunMessage request) {
    return Math.clamp(
        request.find(Lifetime.class).map(Lifetime::seconds).orElse(SHORTEST), SHORTEST, LONGEST);
  }

  private StunMessage permit(StunMessage request, Allocation allocation, long now) {
    List<InetAddress> peers =
        request.attributes().stream()
            .filter(XorPeerAddress.class::isInstance)
            .map(each -> ((XorPeerAddress) each).address().getAddress())
            .toList();
    if (peers.isEmpty()) {
      return request.error(ErrorCode.BAD_REQUEST, "Bad Request");
    }
    if (!peers.stream().allMatch(settings::isMediaHost)) {
      return request.error(ErrorCode.FORBIDDEN, "Forbidden");
    }
    peers.forEach(each -> allocation.permit(each, now));
    return request.success(new StunAttribute[0]);
  }

  private StunMessage bind(StunMessage request, Allocation allocation, long now) {
    Optional<ChannelNumber> number = request.find(ChannelNumber.class);
    Optional<InetSocketAddress> peer =
        request.find(XorPeerAddress.class).map(XorPeerAddress::address);
    if (number.isEmpty()
        || peer.isEmpty()
        || number.get().number() < ChannelNumber.FIRST
        || number.get().number() > ChannelNumber.LAST) {
      return request.error(ErrorCode.BAD_REQUEST, "Bad Request");
    }
    if (!settings.media().contains(peer.get())) {
      return request.error(ErrorCode.FORBIDDEN, "Forbidden");
    }
    return allocation.bind(number.get().number(), peer.get(), now)
        ? request.success(new StunAttribute[0])
        : request.error(ErrorCode.BAD_REQUEST, "Bad Request");
  }
}
