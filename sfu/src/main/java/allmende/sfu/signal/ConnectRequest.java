package allmende.sfu.signal;

import java.util.Map;
import java.util.Optional;

/// A request for signalling, as an HTTP server sees it.
///
/// @param v1 whether it came to `/rtc/v1`, which a join request has to come with
/// @param authorization the header of that name; empty: none
/// @param parameters of the query, decoded
/// @param address of the client
/// @param secureHost the host and port at which it has come to us over TLS, if nobody stands in
///   between
public record ConnectRequest(
    boolean v1,
    String authorization,
    Map<String, String> parameters,
    String address,
    Optional<String> secureHost) {
  private static final String BEARER = "Bearer ";

  public ConnectRequest {
    parameters = Map.copyOf(parameters);
  }

  String token() {
    return authorization.startsWith(BEARER)
        ? authorization.substring(BEARER.length()).strip()
        : parameter("access_token");
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  boolean flag(String name, boolean otherwise) {
    return switch (parameter(name)) {
      case "" -> otherwise;
      case "1", "true" -> true;
      default -> false;
    };
  }
}
