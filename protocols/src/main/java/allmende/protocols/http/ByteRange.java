package allmende.protocols.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A part of a representation (RFC 9110 §14), both ends included, counted from 0.
public record ByteRange(long first, long last) {
  /// More parts than this have no honest use; such a request gets the whole.
  public static final int MAX_RANGES = 64;

  /// What a Range header comes to for a representation of known size.
  public sealed interface Selection {}

  /// Send everything with 200: there is no Range header, or none that must be honoured.
  public record Whole() implements Selection {}

  /// Send these with 206: inside the representation, none overlapping or touching another.
  public record Parts(List<ByteRange> ranges) implements Selection {
    public Parts {
      ranges = List.copyOf(ranges);
    }
  }

  /// Answer 416 with `Content-Range: bytes */size`.
  public record Unsatisfiable() implements Selection {}

  public long length() {
    return last - first + 1;
  }

  /// The value of Content-Range for this part.
  public String contentRange(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }

  /// A header that is malformed or of another unit selects the whole, as RFC 9110 §14.2 has it.
  public static Selection parse(@Nullable String header, long size) {
    if (header == null || !header.strip().regionMatches(true, 0, "bytes=", 0, 6)) {
      return new Whole();
    }
    String[] specs = header.strip().substring(6).split(",", MAX_RANGES + 1);
    if (specs.length > MAX_RANGES) {
      return new Whole();
    }
    List<ByteRange> ranges = new ArrayList<>();
    boolean none = true;
    for (String raw : specs) {
      String spec = raw.strip();
      // A list may have empty members (RFC 9110 §5.6.1).
      if (spec.isEmpty()) {
        continue;
      }
      none = false;
      if (!spec.matches("[0-9]+-[0-9]*|-[0-9]+")) {
        return new Whole();
      }
      if (isBackwards(spec)) {
        return new Whole();
      }
      within(spec, size).ifPresent(ranges::add);
    }
    if (none) {
      return new Whole(); // an empty list is malformed
    }
    return ranges.isEmpty() ? new Unsatisfiable() : new Parts(coalesce(ranges));
  }

  private static boolean isBackwards(String spec) {
    int dash = spec.indexOf('-');
    return dash > 0
        && dash < spec.length() - 1
        && number(spec.substring(0, dash)) > number(spec.substring(dash + 1));
  }

  private static Optional<ByteRange> within(String spec, long size) {
    int dash = spec.indexOf('-');
    if (dash == 0) {
      long suffix = Math.min(number(spec.substring(1)), size);
      return suffix == 0 ? Optional.empty() : Optional.of(new ByteRange(size - suffix, size - 1));
    }
    long first = number(spec.substring(0, dash));
    if (first >= size) {
      return Optional.empty();
    }
    boolean open = dash == spec.length() - 1;
    long last = open ? size - 1 : Math.min(number(spec.substring(dash + 1)), size - 1);
    return Optional.of(new ByteRange(first, last));
  }

  /// A number too long for a long lies beyond any size, which is all that matters.
  private static long number(String digits) {
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return significant.length() > 18 ? Long.MAX_VALUE : Long.parseLong(significant);
  }

  /// Ranges that overlap or touch become one, in ascending order; otherwise the order asked for
  /// stays.
  private static List<ByteRange> coalesce(List<ByteRange> ranges) {
    List<ByteRange> merged = new ArrayList<>();
    for (ByteRange next :
        ranges.stream().sorted(Comparator.comparingLong(ByteRange::first)).toList()) {
      ByteRange previous = merged.isEmpty() ? null : merged.getLast();
      if (previous != null && next.first <= previous.last + 1) {
        merged.set(
            merged.size() - 1, new ByteRange(previous.first, Math.max(previous.last, next.last)));
      } else {
        merged.add(next);
      }
    }
    return merged.size() == ranges.size() ? ranges : merged;
  }
}
