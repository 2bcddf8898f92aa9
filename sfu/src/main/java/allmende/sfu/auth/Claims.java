package allmende.sfu.auth;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON object, read without surprise: what is absent, null or of another type does not count.
record Claims(Struct object) {
  static Claims parse(String json) throws Refused {
    Struct.Builder object = Struct.newBuilder();
    try {
      JsonFormat.parser().merge(json, object);
    } catch (InvalidProtocolBufferException e) {
      throw Refused.unknown("The token cannot be read.");
    }
    return new Claims(object.build());
  }

  String text(String name) {
    return value(name).getStringValue();
  }

  boolean flag(String name) {
    return value(name).getBoolValue();
  }

  Optional<Boolean> optionalFlag(String name) {
    Value value = value(name);
    return value.hasBoolValue() ? Optional.of(value.getBoolValue()) : Optional.empty();
  }

  /// Seconds since 1970 (RFC 7519 §2, NumericDate).
  Optional<Long> seconds(String name) {
    Value value = value(name);
    return value.hasNumberValue() ? Optional.of((long) value.getNumberValue()) : Optional.empty();
  }

  List<String> texts(String name) {
    return value(name).getListValue().getValuesList().stream()
        .filter(Value::hasStringValue)
        .map(Value::getStringValue)
        .toList();
  }

  Claims claims(String name) {
    return new Claims(value(name).getStructValue());
  }

  Map<String, String> textMap(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    value(name)
        .getStructValue()
        .getFieldsMap()
        .forEach((key, value) -> {
          if (value.hasStringValue()) {
            texts.put(key, value.getStringValue());
          }
        });
    return texts;
  }

  private Value value(String name) {
    return object.getFieldsOrDefault(name, Value.getDefaultInstance());
  }
}
