package allmende.sfu.auth;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/// Claims that we sign ourselves: a token that goes on, or one that proves a webhook is ours.
public record Signable(Struct object) {
  private static final String HEADER = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

  public static Signable of(Map<String, String> texts) {
    Struct.Builder object = Struct.newBuilder();
    texts.forEach((name, text) -> object.putFields(name, text(text)));
    return new Signable(object.build());
  }

  /// The same claims, with other flags in `video`.
  Signable permitting(Map<String, Boolean> video) {
    Struct.Builder grants =
        object.getFieldsOrDefault("video", Value.getDefaultInstance()).getStructValue().toBuilder();
    video.forEach(
        (name, flag) -> grants.putFields(name, Value.newBuilder().setBoolValue(flag).build()));
    return new Signable(
        object.toBuilder()
            .putFields("video", Value.newBuilder().setStructValue(grants).build())
            .build());
  }

  /// The same claims, for another room, and with what is said of somebody by now.
  Signable into(String room, String name, String metadata, Map<String, String> attributes) {
    Struct.Builder video =
        object.getFieldsOrDefault("video", Value.getDefaultInstance()).getStructValue().toBuilder();
    Struct.Builder texts = Struct.newBuilder();
    attributes.forEach((key, value) -> texts.putFields(key, text(value)));
    return new Signable(
        object.toBuilder()
            .putFields("name", text(name))
            .putFields("metadata", text(metadata))
            .putFields("attributes", Value.newBuilder().setStructValue(texts).build())
            .putFields(
                "video",
                Value.newBuilder().setStructValue(video.putFields("room", text(room))).build())
            .build());
  }

  /// The token in its compact form (RFC 7515 §3.1).
  public String sign(String key, String secret, Instant begins, Instant expires) {
    Struct.Builder claims =
        object.toBuilder().putFields("iss", text(key)).removeFields("exp").removeFields("nbf");
    String json;
    try {
      json = JsonFormat.printer().omittingInsignificantWhitespace().print(claims);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("every Struct is JSON", e);
    }
    // Times are whole numbers, which a Struct has not: some readers refuse 1.7E9.
    String times = "\"nbf\":" + begins.getEpochSecond() + ",\"exp\":" + expires.getEpochSecond();
    String signed = HEADER + "." + part("{" + times + "," + json.substring(1));
    return signed
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(AccessToken.signature(signed, secret));
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
