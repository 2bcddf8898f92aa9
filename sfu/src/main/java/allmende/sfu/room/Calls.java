package allmende.sfu.room;

import allmende.sfu.auth.Refused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.RpcRequest;
import livekit.LivekitModels.RpcResponse;
import livekit.LivekitRoom.PerformRpcRequest;
import org.jspecify.annotations.Nullable;

/// Methods of one participant that other programs call (livekit_models.proto, RpcRequest). Belongs
/// to the room's one writer, except for waiting.
final class Calls {
  /// As LiveKit's clients have it, in bytes.
  private static final int LONGEST_PAYLOAD = 15 << 10;

  private static final long TO_ACKNOWLEDGE_MILLIS = 7_000;
  private static final long TO_ANSWER_MILLIS = 15_000;
  private static final int LONGEST_MILLIS = 60_000;

  /// What clients answer when they know no such method.
  private static final int NO_METHOD = 1_400;

  private static final int VERSION = 1;

  private final Consumer<DataPacket> way;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();
  private final List<DataPacket> held = new ArrayList<>();
  private boolean holding;
  private boolean over;

  /// @param way to the participant
  Calls(Consumer<DataPacket> way) {
    this.way = way;
  }

  /// The participant hears, but cannot answer yet: what is asked waits for [#release()].
  void hold() {
    holding = true;
  }

  void release() {
    holding = false;
    held.forEach(way);
    held.clear();
  }

  /// The participant has left: whoever waits is told so at once.
  void endAll() {
    over = true;
    held.clear();
    waiting.values().forEach(call -> call.answers().offer(Waiting.GONE));
    waiting.clear();
  }

  /// One call that has been made. First it is acknowledged, then it is answered.
  record Waiting(String id, long patience, BlockingQueue<DataPacket> answers) {
    /// In place of an answer.
    private static final DataPacket GONE = DataPacket.newBuilder().setParticipantSid("-").build();

    /// Waits; not to be done by the room's writer.
    String payload() throws Refused {
      long began = System.nanoTime();
      DataPacket first = next(Math.min(patience, TO_ACKNOWLEDGE_MILLIS));
      if (first == null) {
        throw Refused.late("The participant cannot be reached.");
      }
      long passed = (System.nanoTime() - began) / 1_000_000;
      DataPacket answer = first.hasRpcAck() ? next(Math.max(0, patience - passed)) : first;
      if (answer == null) {
        throw Refused.late("The participant did not answer in time.");
      }
      if (answer == GONE) {
        throw Refused.missing("The participant has left.");
      }
      RpcResponse response = answer.getRpcResponse();
      if (response.hasError()) {
        throw response.getError().getCode() == NO_METHOD
            ? Refused.unsupported("The participant has no such method.")
            : Refused.failed(
                "The method failed: "
                    + response.getError().getCode()
                    + " "
                    + response.getError().getMessage());
      }
      return response.getPayload();
    }

    private @Nullable DataPacket next(long millis) {
      try {
        return answers.poll(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
  }

  static void check(PerformRpcRequest asked) throws Refused {
    if (asked.getPayload().getBytes(StandardCharsets.UTF_8).length > LONGEST_PAYLOAD) {
      throw Refused.malformed("A payload has 15 KiB at the most.");
    }
  }

  Waiting begin(PerformRpcRequest asked) {
    String id = UUID.randomUUID().toString();
    long patience =
        asked.getResponseTimeoutMs() > 0
            ? Math.min(asked.getResponseTimeoutMs(), LONGEST_MILLIS)
            : TO_ANSWER_MILLIS;
    Waiting call = new Waiting(id, patience, new ArrayBlockingQueue<>(3));
    if (over) {
      call.answers().offer(Waiting.GONE);
      return call;
    }
    waiting.put(id, call);
    DataPacket packet =
        DataPacket.newBuilder()
            .setKind(DataPacket.Kind.RELIABLE)
            // Answers are for who asked; nobody else is called so.
            .setParticipantIdentity(id)
            .setRpcRequest(
                RpcRequest.newBuilder()
                    .setId(id)
                    .setMethod(asked.getMethod())
                    .setPayload(asked.getPayload())
                    .setResponseTimeoutMs((int) patience)
                    .setVersion(VERSION))
            .build();
    if (holding) {
      held.add(packet);
    } else {
      way.accept(packet);
    }
    return call;
  }

  void end(Waiting call) {
    waiting.remove(call.id());
    held.removeIf(each -> each.getRpcRequest().getId().equals(call.id()));
  }

  /// Takes what the participant says to a call of ours. False if it is to somebody else's.
  boolean heard(DataPacket packet) {
    String id =
        packet.hasRpcAck()
            ? packet.getRpcAck().getRequestId()
            : packet.getRpcResponse().getRequestId();
    Waiting call = waiting.get(id);
    if (call != null) {
      // Whoever says more than the two things that are waited for is not heard.
      call.answers().offer(packet);
    }
    return call != null;
  }
}
