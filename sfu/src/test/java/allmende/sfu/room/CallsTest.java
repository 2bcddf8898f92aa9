package allmende.sfu.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.sfu.auth.Refused;
import java.util.ArrayList;
import java.util.List;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.RpcAck;
import livekit.LivekitModels.RpcResponse;
import livekit.LivekitRoom.PerformRpcRequest;
import org.junit.jupiter.api.Test;

/// Calls of a participant's methods: when they go, and who hears of them.
class CallsTest {
  private final List<DataPacket> sent = new ArrayList<>();
  private final Calls calls = new Calls(sent::add);

  @Test
  void whoComesBackIsAskedOnceItCanAnswer() throws Exception {
    calls.hold();
    Calls.Waiting first = calls.begin(asked("1"));
    Calls.Waiting second = calls.begin(asked("2"));
    Calls.Waiting gaveUp = calls.begin(asked("3"));
    assertTrue(sent.isEmpty(), "its client would keep what it answers to itself");
    calls.end(gaveUp);
    calls.release();
    assertEquals(
        List.of("1", "2"),
        sent.stream().map(each -> each.getRpcRequest().getPayload()).toList(),
        "in their order, and not what nobody waits for");
    answer(second, "two");
    answer(first, "one");
    assertEquals("one", first.payload());
    assertEquals("two", second.payload());
    calls.begin(asked("4"));
    assertEquals(3, sent.size(), "from now on at once");
  }

  @Test
  void whoLeavesIsNotWaitedFor() throws Exception {
    Calls.Waiting acknowledged = calls.begin(asked("1"));
    assertTrue(calls.heard(ack(acknowledged)));
    Calls.Waiting unheard = calls.begin(asked("2"));
    calls.endAll();
    assertEquals(404, assertThrows(Refused.class, acknowledged::payload).status());
    assertEquals(404, assertThrows(Refused.class, unheard::payload).status());
    Calls.Waiting late = calls.begin(asked("3"));
    assertEquals(404, assertThrows(Refused.class, late::payload).status());
    assertEquals(2, sent.size(), "nothing goes to who is gone");
    assertFalse(calls.heard(ack(unheard)), "nor is it heard");
  }

  private void answer(Calls.Waiting call, String payload) {
    calls.heard(ack(call));
    calls.heard(
        DataPacket.newBuilder()
            .setRpcResponse(RpcResponse.newBuilder().setRequestId(call.id()).setPayload(payload))
            .build());
  }

  private static DataPacket ack(Calls.Waiting call) {
    return DataPacket.newBuilder().setRpcAck(RpcAck.newBuilder().setRequestId(call.id())).build();
  }

  private static PerformRpcRequest asked(String payload) {
    return PerformRpcRequest.newBuilder()
        .setMethod("double")
        .setPayload(payload)
        .setResponseTimeoutMs(5_000)
        .build();
  }
}
