package allmende.sfu.signal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;

/// Messages on one line: protobuf, or JSON for a client that has once sent text.
public final class Wire {
  private final SignalLine line;
  private volatile boolean json;

  public Wire(SignalLine line) {
    this.line = line;
  }

  public SignalRequest read(byte[] message) throws InvalidProtocolBufferException {
    return SignalRequest.parseFrom(message);
  }

  public SignalRequest read(String message) throws InvalidProtocolBufferException {
    json = true;
    SignalRequest.Builder request = SignalRequest.newBuilder();
    JsonFormat.parser().ignoringUnknownFields().merge(message, request);
    return request.build();
  }

  public void send(SignalResponse response) {
    if (!json) {
      line.send(response.toByteArray());
      return;
    }
    try {
      line.send(JsonFormat.printer().omittingInsignificantWhitespace().print(response));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("only an Any cannot be printed, and there is none", e);
    }
  }

  public void close(int code, String reason) {
    line.close(code, reason);
  }
}
