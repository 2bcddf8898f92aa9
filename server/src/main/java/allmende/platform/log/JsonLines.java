package allmende.platform.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.json.JsonMapper;

/// One JSON object a line: `time`, `level`, `logger`, `message`, `error` with the stack of what was
/// thrown, and each key and value of the event as a field of its own.
///
/// Logback's own form puts a list of objects with one field each where the keys and values are,
/// which log stores cannot search.
final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  private final JsonMapper mapper = JsonMapper.builder().build();

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", event.getInstant().toString());
    fields.put("level", event.getLevel().toString());
    fields.put("logger", event.getLoggerName());
    fields.put("message", String.valueOf(event.getFormattedMessage()));
    if (event.getThrowableProxy() != null) {
      fields.put("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        fields.putIfAbsent(
            pair.key, pair.value instanceof Number number ? number : String.valueOf(pair.value));
      }
    }
    byte[] object = mapper.writeValueAsBytes(fields);
    byte[] line = java.util.Arrays.copyOf(object, object.length + 1);
    line[object.length] = '\n';
    return line;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
