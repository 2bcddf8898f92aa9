package allmende.protocols.dav;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The Timeout header of LOCK (RFC 4918 §10.7): a list of wishes, best first.
public final class LockTimeout {
  /// A wish for a lock without end.
  public static final long INFINITE = Long.MAX_VALUE;

  private LockTimeout() {}

  /// Seconds the client wishes for first, [#INFINITE] included; the caller clamps. A wish is never
  /// an error: what cannot be read is passed over, and `absent` is the answer if nothing is left.
  public static long parse(@Nullable String header, long absent) {
    if (header == null) {
      return absent;
    }
    for (String wish : header.split(",")) {
      String value = wish.strip().toLowerCase(Locale.ROOT);
      if (value.equals("infinite")) {
        return INFINITE;
      }
      if (value.matches("second-[0-9]{1,18}")) {
        return Long.parseLong(value.substring("second-".length()));
      }
    }
    return absent;
  }
}
