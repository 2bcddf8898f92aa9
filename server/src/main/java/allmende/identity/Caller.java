package allmende.identity;

import org.jspecify.annotations.Nullable;

/// What a request says about its sender; nothing of it is believed before [Gate] has checked it.
///
/// @param address the sender's network address, already corrected for trusted proxies
public record Caller(
    @Nullable String authorization,
    @Nullable String sessionCookie,
    @Nullable String csrf,
    String method,
    String address,
    String userAgent) {
  @Override
  public String toString() {
    // Without the secrets, should it ever reach a log.
    return method + " from " + address;
  }
}
