package allmende.sfu.sctp;

import allmende.sfu.sctp.Chunk.Reconfiguration;
import allmende.sfu.sctp.Chunk.Reconfiguration.OtherRequest;
import allmende.sfu.sctp.Chunk.Reconfiguration.OutgoingReset;
import allmende.sfu.sctp.Chunk.Reconfiguration.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Streams that begin anew, which is how data channels are closed (RFC 6525 §5, RFC 8831 §6.7). One
/// request is under way at a time.
final class StreamResets {
  private static final long OFF = Long.MAX_VALUE;
  private static final int MOST_AT_ONCE = 256;

  private final SendQueue queue;
  private final Sender sender;
  private final Receiver receiver;
  private final SctpListener listener;
  private final RoundTrip roundTrip;
  private final Set<Integer> wanted = new LinkedHashSet<>();
  private @Nullable OutgoingReset underWay;
  private long nextRequest;
  private long sendAt = OFF;

  /// Of the peer: the request that it sends next, and what the last one got.
  private long peerRequest;

  private @Nullable Response lastAnswer;

  StreamResets(
      long ownTsn,
      long peerTsn,
      SendQueue queue,
      Sender sender,
      Receiver receiver,
      RoundTrip roundTrip,
      SctpListener listener) {
    nextRequest = ownTsn;
    peerRequest = peerTsn;
    this.queue = queue;
    this.sender = sender;
    this.receiver = receiver;
    this.roundTrip = roundTrip;
    this.listener = listener;
  }

  void want(List<Integer> streams) {
    wanted.addAll(streams);
  }

  long nextTimeout() {
    return sendAt;
  }

  /// Adds the request that is due. Streams whose messages still wait have to wait too.
  void fill(ChunkWriter packet, long now) {
    if (underWay == null && !wanted.isEmpty()) {
      begin(now);
    }
    OutgoingReset request = underWay;
    if (request != null && now >= sendAt && packet.write(new Reconfiguration(List.of(request)))) {
      sendAt = now + roundTrip.timeout();
    }
  }

  private void begin(long now) {
    List<Integer> ready =
        wanted.stream().filter(each -> !queue.hasMessagesOf(each)).limit(MOST_AT_ONCE).toList();
    if (!ready.isEmpty()) {
      ready.forEach(wanted::remove);
      underWay =
          new OutgoingReset(
              nextRequest++ & 0xFFFF_FFFFL, peerRequest - 1, sender.highestTsn(), ready);
      sendAt = now;
    }
  }

  /// Takes the peer's requests and answers, and returns what to answer, or null.
  @Nullable Chunk take(Reconfiguration chunk) {
    List<Reconfiguration.Parameter> answers = new ArrayList<>();
    for (Reconfiguration.Parameter each : chunk.parameters()) {
      switch (each) {
        case OutgoingReset request -> answers.add(reset(request));
        case OtherRequest request -> answers.add(other(request));
        case Response response -> answered(response);
      }
    }
    return answers.isEmpty() ? null : new Reconfiguration(answers);
  }

  private Response reset(OutgoingReset request) {
    long number = Serial.near(peerRequest, request.request());
    Response repeated = lastAnswer;
    if (number == peerRequest - 1 && repeated != null) {
      return repeated;
    }
    if (number != peerRequest) {
      return new Response(request.request(), Response.BAD_SEQUENCE_NUMBER);
    }
    if (!receiver.hasAllUpTo(request.lastTsn())) {
      // The peer asks again with the same number.
      return new Response(request.request(), Response.IN_PROGRESS);
    }
    receiver.reset(request.streams());
    Response answer = remember(request.request(), Response.PERFORMED);
    listener.incomingReset(request.streams());
    return answer;
  }

  private Response other(OtherRequest request) {
    long number = Serial.near(peerRequest, request.request());
    Response repeated = lastAnswer;
    if (number == peerRequest - 1 && repeated != null) {
      return repeated;
    }
    return number == peerRequest
        ? remember(request.request(), Response.NOTHING_TO_DO)
        : new Response(request.request(), Response.BAD_SEQUENCE_NUMBER);
  }

  private Response remember(long request, long result) {
    var answer = new Response(request, result);
    lastAnswer = answer;
    peerRequest++;
    return answer;
  }

  private void answered(Response response) {
    OutgoingReset request = underWay;
    if (request == null
        || response.request() != request.request()
        || response.result() == Response.IN_PROGRESS) {
      return;
    }
    underWay = null;
    sendAt = OFF;
    // Whatever the peer says, there is no going back: the channel is closed.
    request.streams().forEach(queue::reset);
    listener.outgoingReset(request.streams());
  }
}
