package allmende.sfu.room;

import allmende.sfu.signal.SignalLine;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;

/// A client's end of a line.
final class Line implements SignalLine {
  private final BlockingQueue<SignalResponse> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
  final List<String> texts = new CopyOnWriteArrayList<>();
  @Nullable SignalSession session;

  @Override
  public void send(byte[] message) {
    try {
      messages.add(SignalResponse.parseFrom(message));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void send(String message) {
    texts.add(message);
  }

  @Override
  public void close(int code, String reason) {
    closed.add(code);
  }

  SignalSession session() {
    return Objects.requireNonNull(session);
  }

  void say(SignalRequest.Builder request) {
    session().received(request.build().toByteArray());
  }

  SignalResponse next() throws InterruptedException {
    return await(_ -> true);
  }

  SignalResponse await(Predicate<SignalResponse> wanted) throws InterruptedException {
    List<SignalResponse> others = new ArrayList<>();
    while (true) {
      SignalResponse message = messages.poll(10, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("it did not come; instead came " + others);
      }
      if (wanted.test(message)) {
        return message;
      }
      others.add(message);
    }
  }

  boolean isClosed() {
    return !closed.isEmpty();
  }

  int closed() throws InterruptedException {
    Integer code = closed.poll(5, TimeUnit.SECONDS);
    return code == null ? -1 : code;
  }
}
