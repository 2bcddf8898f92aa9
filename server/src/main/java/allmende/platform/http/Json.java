package allmende.platform.http;

import allmende.platform.problem.Problem;
import io.javalin.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.exc.InvalidDefinitionException;

/// JSON for the routes: records in and out, times as RFC 3339 texts, unknown fields ignored, so
/// that an older server takes a newer page's call.
public final class Json implements JsonMapper {
  /// The mapper, for whoever reads or writes JSON beside a route.
  public static final tools.jackson.databind.json.JsonMapper MAPPER =
      tools.jackson.databind.json.JsonMapper.builder()
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private interface Reading<T> {
    T read();
  }

  @Override
  public String toJsonString(Object value, Type type) {
    return MAPPER.writeValueAsString(value);
  }

  @Override
  public InputStream toJsonStream(Object value, Type type) {
    return new ByteArrayInputStream(MAPPER.writeValueAsBytes(value));
  }

  @Override
  public void writeToOutputStream(Stream<?> values, OutputStream out) {
    try (var writer = MAPPER.writer().writeValuesAsArray(out)) {
      values.forEach(writer::write);
    }
  }

  @Override
  public <T> T fromJsonString(String json, Type type) {
    return reading(() -> MAPPER.readValue(json, MAPPER.getTypeFactory().constructType(type)));
  }

  @Override
  public <T> T fromJsonStream(InputStream json, Type type) {
    return reading(() -> MAPPER.readValue(json, MAPPER.getTypeFactory().constructType(type)));
  }

  private static <T> T reading(Reading<T> reading) {
    T value;
    try {
      value = reading.read();
    } catch (InvalidDefinitionException e) {
      // Our own record is at fault, not the asker.
      throw e;
    } catch (JacksonException e) {
      if (e.getCause() instanceof Problem problem) {
        throw problem;
      }
      throw new Problem.Invalid("The body is not the JSON that this call needs.");
    }
    if (value == null) {
      throw new Problem.Invalid("The body is empty.");
    }
    return value;
  }
}
