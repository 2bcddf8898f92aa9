package allmende.protocols.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The Accept-Language header (RFC 9110 §12.5.4), matched by primary language.
public final class AcceptLanguage {
  private static final int MAX_RANGES = 32;
  private static final Pattern RANGE =
      Pattern.compile(
          "([A-Za-z]{1,8}|\\*)(?:-[A-Za-z0-9]{1,8})*[ \t]*(?:;[ "
              + "\t]*[qQ]=([01](?:\\.[0-9]{0,3})?))?");

  private AcceptLanguage() {}

  /// The best of the offered languages, such as `de` and `en`: the one the header weighs highest,
  /// the earlier in the header among equals, and the first offered if it names none of them.
  public static String best(@Nullable String header, List<String> offered) {
    String best = offered.getFirst();
    double bestWeight = 0;
    if (header == null) {
      return best;
    }
    for (String part : header.split(",", MAX_RANGES)) {
      Matcher range = RANGE.matcher(part.strip());
      if (!range.matches()) {
        continue;
      }
      double weight = range.group(2) == null ? 1 : Double.parseDouble(range.group(2));
      String language = range.group(1).toLowerCase(Locale.ROOT);
      String match = language.equals("*") ? offered.getFirst() : language;
      if (weight > bestWeight && offered.contains(match)) {
        best = match;
        bestWeight = weight;
      }
    }
    return best;
  }
}
