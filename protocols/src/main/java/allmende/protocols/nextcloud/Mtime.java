package allmende.protocols.nextcloud;

import allmende.protocols.http.MalformedHeader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A modification time sent by a client: X-OC-MTime, X-OC-CTime, X-File-Mtime.
public final class Mtime {
  /// iOS sends fractions of a second; they are cut off, as in Nextcloud.
  private static final Pattern SECONDS = Pattern.compile("\\+?([0-9]{1,18})(?:\\.[0-9]*)?");

  /// The end of the year 9999, the last that a Last-Modified header can say.
  private static final long LAST = 253_402_300_799L;

  private Mtime() {}

  /// Seconds since 1970. Like Nextcloud it refuses what is no decimal number and anything within
  /// the first day of 1970, which is what a client with a broken clock sends.
  public static long parse(String header) throws MalformedHeader {
    Matcher seconds = SECONDS.matcher(header.strip());
    if (!seconds.matches()) {
      throw new MalformedHeader(
          "A modification time must be a whole number of seconds since 1970.");
    }
    long value = Long.parseLong(seconds.group(1));
    if (value <= 86_400 || value > LAST) {
      throw new MalformedHeader(
          "A modification time must lie between 2 January 1970 and the year 9999.");
    }
    return value;
  }
}
