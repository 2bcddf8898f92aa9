package allmende.platform.http;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Request;

/// The short random name of each request, by which an operator finds its lines in the log.
///
/// We never take one from outside: it would let others write into our log.
public final class RequestId {
  /// The request attribute that holds it.
  public static final String ATTRIBUTE = "allmende.request-id";

  private static final AtomicLong STATE = new AtomicLong(new SecureRandom().nextLong());

  private RequestId() {}

  /// The id that [Front] gave, or `-` for a request so malformed that it never got there.
  public static String of(Request request) {
    return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "-";
  }

  // SplitMix64: a lock-free step and a mix. It need not be secret, only unlikely to repeat.
  static String next() {
    long z = STATE.addAndGet(0x9E3779B97F4A7C15L);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return Long.toString((z ^ (z >>> 31)) >>> 1, 36);
  }
}
