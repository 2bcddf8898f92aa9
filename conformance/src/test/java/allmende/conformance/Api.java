package allmende.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import allmende.packaged.Answer;
import allmende.packaged.Endpoint;
import allmende.packaged.Request;
import allmende.packaged.Wire;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The few calls of our own JSON API (`docs/protocols/http.md`) that set a scene.
final class Api implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");

  private final Wire wire;

  Api(Endpoint administrator) throws IOException {
    this.wire = new Wire(administrator);
  }

  /// @return the new space's id
  String makeSpace(String name, @Nullable Long quota) throws IOException {
    Answer answer =
        wire.ask(
            Request.of("POST", "/api/v1/spaces", "Content-Type: application/json")
                .body("{\"name\":\"" + name + "\",\"quota\":" + quota + "}"));
    assertEquals(201, answer.status(), answer::toString);
    Matcher id = ID.matcher(answer.text());
    if (!id.find()) {
      throw new AssertionError(answer.toString());
    }
    return id.group(1);
  }

  /// @return the answer's status
  int setQuota(String space, String quota) throws IOException {
    return wire.ask(
            Request.of("PATCH", "/api/v1/spaces/" + space, "Content-Type: application/json")
                .body("{\"quota\":" + quota + "}"))
        .status();
  }

  void setMember(String space, String person, String role) throws IOException {
    Answer answer =
        wire.ask(
            Request.of(
                    "PUT",
                    "/api/v1/spaces/" + space + "/members/" + person,
                    "Content-Type: application/json")
                .body("{\"role\":\"" + role + "\"}"));
    assertEquals(204, answer.status(), answer::toString);
  }

  @Override
  public void close() {
    wire.close();
  }
}
