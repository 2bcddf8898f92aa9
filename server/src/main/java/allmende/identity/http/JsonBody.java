package allmende.identity.http;

import allmende.platform.problem.Problem;
import io.javalin.http.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Reads a request's JSON, or says what is wrong with it.
public final class JsonBody {
  private JsonBody() {}

  /// @throws Problem.Invalid when it is no JSON of that shape
  public static <T> T as(Context ctx, Class<T> type) {
    try {
      T body = ctx.bodyAsClass(type);
      // JSON's null reads as no object at all.
      if (body == null) {
        throw new Problem.Invalid("The body has to be a JSON object.");
      }
      return body;
    } catch (JacksonException | IllegalArgumentException e) {
      throw new Problem.Invalid("The body is not the JSON that this call takes.");
    }
  }

  /// As [#as], for calls where a field that is missing means something else than one that is null.
  public static Map<?, ?> asMap(Context ctx) {
    return as(ctx, Map.class);
  }

  /// @throws Problem.Invalid when the field is missing
  public static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw new Problem.Invalid("The field \"" + field + "\" is missing.");
    }
    return value;
  }

  /// @throws Problem.Invalid when it is not one of our decimal ids
  public static long id(String text) {
    try {
      if (!text.isEmpty()
          && text.length() <= 19
          && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException e) {
      // Nineteen digits may still be too much; the sentence below is the same.
    }
    throw new Problem.Invalid("An id is a decimal number.");
  }
}
