package allmende.sfu.twirp;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.nio.charset.StandardCharsets;

/// What HTTP answers.
public record TwirpReply(int status, String contentType, byte[] body) {
  static final String JSON = "application/json";
  static final String PROTOBUF = "application/protobuf";

  static TwirpReply error(TwirpCode code, String sentence) {
    Struct error =
        Struct.newBuilder()
            .putFields("code", Value.newBuilder().setStringValue(code.text()).build())
            .putFields("msg", Value.newBuilder().setStringValue(sentence).build())
            .build();
    return new TwirpReply(code.status(), JSON, json(error));
  }

  static byte[] json(com.google.protobuf.MessageOrBuilder message) {
    try {
      return JsonFormat.printer()
          .omittingInsignificantWhitespace()
          .print(message)
          .getBytes(StandardCharsets.UTF_8);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalStateException("only an Any cannot be printed, and there is none", e);
    }
  }
}
