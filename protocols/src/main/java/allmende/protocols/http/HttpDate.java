package allmende.protocols.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates in HTTP and WebDAV (RFC 9110 §5.6.7), as seconds since 1970 in UTC. Calculated by hand: a
/// listing of 10,000 files writes 10,000 of them.
public final class HttpDate {
  /// Bytes that [#write] writes.
  public static final int LENGTH = 29;

  private static final byte[] DAYS = "ThuFriSatSunMonTueWed".getBytes(StandardCharsets.US_ASCII);
  private static final String MONTH_NAMES = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final byte[] MONTHS = MONTH_NAMES.getBytes(StandardCharsets.US_ASCII);

  /// The years 0 to 9999, all that four digits can say.
  private static final long FIRST = -62_167_219_200L;

  private static final long LAST = 253_402_300_799L;

  private static final String TIME = "(\\d\\d):(\\d\\d):(\\d\\d)";
  private static final Pattern IMF =
      Pattern.compile(
          "[A-Za-z]{3}, (\\d\\d) ([A-Za-z]{3}) (\\d{4}) " + TIME + " (?:GMT|UTC|[+-]0000)");
  private static final Pattern RFC850 =
      Pattern.compile("[A-Za-z]{6,9}, (\\d\\d)-([A-Za-z]{3})-(\\d\\d) " + TIME + " GMT");
  private static final Pattern ASCTIME =
      Pattern.compile("[A-Za-z]{3} ([A-Za-z]{3}) ([ \\d]\\d) " + TIME + " (\\d{4})");

  private HttpDate() {}

  /// `Sun, 06 Nov 1994 08:49:37 GMT`; times outside the years 0 to 9999 become the nearest that
  /// fits.
  public static String format(long epochSeconds) {
    byte[] out = new byte[LENGTH];
    write(epochSeconds, out, 0);
    return new String(out, StandardCharsets.US_ASCII);
  }

  /// Writes [#LENGTH] ASCII bytes and returns the index after them.
  public static int write(long epochSeconds, byte[] out, int at) {
    long seconds = Math.clamp(epochSeconds, FIRST, LAST);
    int day = (int) Math.floorDiv(seconds, 86_400);
    int second = (int) Math.floorMod(seconds, 86_400);

    // Days to a date of the proleptic Gregorian calendar: years are counted from 1 March 0000, so
    // that the
    // leap day is the last of its year, in eras of 400 years = 146,097 days.
    int sinceMarch0 = day + 719_468;
    int era = Math.floorDiv(sinceMarch0, 146_097);
    int dayOfEra = sinceMarch0 - era * 146_097;
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 2 : monthFromMarch - 10;
    int year = yearOfEra + era * 400 + (month < 2 ? 1 : 0);

    int weekday = Math.floorMod(day, 7);
    System.arraycopy(DAYS, weekday * 3, out, at, 3);
    out[at + 3] = ',';
    out[at + 4] = ' ';
    twoDigits(dayOfMonth, out, at + 5);
    out[at + 7] = ' ';
    System.arraycopy(MONTHS, month * 3, out, at + 8, 3);
    out[at + 11] = ' ';
    twoDigits(year / 100, out, at + 12);
    twoDigits(year % 100, out, at + 14);
    out[at + 16] = ' ';
    twoDigits(second / 3600, out, at + 17);
    out[at + 19] = ':';
    twoDigits(second / 60 % 60, out, at + 20);
    out[at + 22] = ':';
    twoDigits(second % 60, out, at + 23);
    out[at + 25] = ' ';
    out[at + 26] = 'G';
    out[at + 27] = 'M';
    out[at + 28] = 'T';
    return at + LENGTH;
  }

  private static void twoDigits(int value, byte[] out, int at) {
    out[at] = (byte) ('0' + value / 10);
    out[at + 1] = (byte) ('0' + value % 10);
  }

  /// Reads the three forms that RFC 9110 makes a recipient accept; empty if it is none of them,
  /// since a date that cannot be read is to be passed over.
  public static OptionalLong parse(String text) {
    Matcher imf = IMF.matcher(text.strip());
    if (imf.matches()) {
      return epoch(Integer.parseInt(imf.group(3)), imf.group(2), imf.group(1), imf, 4);
    }
    Matcher rfc850 = RFC850.matcher(text.strip());
    if (rfc850.matches()) {
      // Two digits: 70 to 99 are of the last century, as everywhere that has no clock at hand.
      int year = Integer.parseInt(rfc850.group(3));
      return epoch(year + (year < 70 ? 2000 : 1900), rfc850.group(2), rfc850.group(1), rfc850, 4);
    }
    Matcher asctime = ASCTIME.matcher(text.strip());
    if (asctime.matches()) {
      int year = Integer.parseInt(asctime.group(6));
      return epoch(year, asctime.group(1), asctime.group(2).strip(), asctime, 3);
    }
    return OptionalLong.empty();
  }

  private static OptionalLong epoch(int year, String month, String day, Matcher matcher, int time) {
    int hour = Integer.parseInt(matcher.group(time));
    int minute = Integer.parseInt(matcher.group(time + 1));
    int second = Integer.parseInt(matcher.group(time + 2));
    // A leap second, 60, is a valid thing to send.
    if (hour > 23 || minute > 59 || second > 60) {
      return OptionalLong.empty();
    }
    return date(year, month, Integer.parseInt(day))
        .map(date ->
            OptionalLong.of(date.toEpochDay() * 86_400 + hour * 3600L + minute * 60L + second))
        .orElse(OptionalLong.empty());
  }

  private static Optional<LocalDate> date(int year, String month, int day) {
    int index = MONTH_NAMES.indexOf(month);
    if (index < 0 || index % 3 != 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.of(year, index / 3 + 1, day));
    } catch (DateTimeException nonsense) {
      return Optional.empty();
    }
  }
}
