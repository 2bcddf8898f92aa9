package allmende.protocols.http;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The conditional headers of a request, evaluated in the order of RFC 9110 §13.2.2.
public record Preconditions(
    TagCondition ifMatch,
    TagCondition ifNoneMatch,
    OptionalLong ifModifiedSince,
    OptionalLong ifUnmodifiedSince) {

  public enum Outcome {
    PROCEED,
    /// Answer 304.
    NOT_MODIFIED,
    /// Answer 412.
    FAILED
  }

  /// What is there now.
  ///
  /// @param lastModified seconds since 1970
  public record Current(EntityTag tag, long lastModified) {}

  /// @param headers the value of a header by name, or null; several lines of one name joined by
  ///   commas
  public static Preconditions parse(Function<String, @Nullable String> headers)
      throws MalformedHeader {
    return new Preconditions(
        TagCondition.parse(headers.apply("If-Match")),
        TagCondition.parse(headers.apply("If-None-Match")),
        date(headers.apply("If-Modified-Since")),
        date(headers.apply("If-Unmodified-Since")));
  }

  private static OptionalLong date(@Nullable String header) {
    return header == null ? OptionalLong.empty() : HttpDate.parse(header);
  }

  /// @param reading whether the method is GET or HEAD, for which "unchanged" is 304
  /// @param current empty if the resource does not exist
  public Outcome evaluate(boolean reading, Optional<Current> current) {
    if (!(ifMatch instanceof TagCondition.Absent)) {
      // If-Match is for strong tags. Ours are; one marked weak has met a compressing proxy on its
      // way
      // out and is still the client's honest knowledge, so it counts.
      if (!matches(ifMatch, current)) {
        return Outcome.FAILED;
      }
    } else if (ifUnmodifiedSince.isPresent()
        && (current.isEmpty() || current.get().lastModified() > ifUnmodifiedSince.getAsLong())) {
      return Outcome.FAILED;
    }
    if (!(ifNoneMatch instanceof TagCondition.Absent)) {
      if (matches(ifNoneMatch, current)) {
        return reading ? Outcome.NOT_MODIFIED : Outcome.FAILED;
      }
    } else if (reading
        && ifModifiedSince.isPresent()
        && current.isPresent()
        && current.get().lastModified() <= ifModifiedSince.getAsLong()) {
      return Outcome.NOT_MODIFIED;
    }
    return Outcome.PROCEED;
  }

  private static boolean matches(TagCondition condition, Optional<Current> current) {
    return switch (condition) {
      case TagCondition.Absent() -> false;
      case TagCondition.Anything() -> current.isPresent();
      case TagCondition.OneOf(var tags) ->
          current.isPresent() && tags.stream().anyMatch(current.get().tag()::weakEquals);
    };
  }
}
