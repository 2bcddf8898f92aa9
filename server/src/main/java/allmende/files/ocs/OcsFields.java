package allmende.files.ocs;

import allmende.identity.http.JsonBody;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a client sends along with an OCS call: in a form, as JSON, or in the address, as it likes.
record OcsFields(Map<String, String> values) {
  static OcsFields of(Context ctx) {
    Map<String, String> values = new HashMap<>();
    ctx.queryParamMap().forEach((name, given) -> values.put(name, given.getLast()));
    String type = Optional.ofNullable(ctx.contentType()).orElse("");
    if (type.startsWith("application/json")) {
      JsonBody.asMap(ctx)
          .forEach((name, value) -> {
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
              values.put(String.valueOf(name), value.toString());
            }
          });
    } else {
      ctx.formParamMap().forEach((name, given) -> values.put(name, given.getLast()));
    }
    return new OcsFields(values);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
