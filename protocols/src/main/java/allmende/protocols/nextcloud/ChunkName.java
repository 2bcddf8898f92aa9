package allmende.protocols.nextcloud;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of chunks in an upload folder. Clients count in their own ways (16 digits from 0, 5 or 6
/// digits from 1, byte ranges), but each of them by an increasing number at the front.
public final class ChunkName {
  /// 18 digits always fit a long.
  private static final Pattern COUNTED = Pattern.compile("[0-9]{1,18}");

  private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");
  private static final Pattern LEGACY =
      Pattern.compile("(.+)-chunking-([0-9]{1,18})-([0-9]{1,9})-([0-9]{1,9})", Pattern.DOTALL);

  /// A chunk of the first protocol, which put chunks beside the file they belong to.
  ///
  /// @param fileName the file they make
  /// @param total number of chunks
  /// @param index counted from 0, below `total`
  public record Legacy(String fileName, String transferId, int total, int index) {}

  private ChunkName() {}

  /// Where a chunk belongs among those of its folder; empty if it is no name of a chunk there.
  public static OptionalLong orderKey(String name) {
    if (COUNTED.matcher(name).matches()) {
      return OptionalLong.of(Long.parseLong(name));
    }
    Matcher range = RANGE.matcher(name);
    if (range.matches()) {
      long start = Long.parseLong(range.group(1));
      long end = Long.parseLong(range.group(2));
      return start <= end ? OptionalLong.of(start) : OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  /// The parts of a `name-chunking-transfer-total-index` name.
  public static Optional<Legacy> legacy(String name) {
    Matcher legacy = LEGACY.matcher(name);
    if (!legacy.matches()) {
      return Optional.empty();
    }
    int total = Integer.parseInt(legacy.group(3));
    int index = Integer.parseInt(legacy.group(4));
    return index < total
        ? Optional.of(new Legacy(legacy.group(1), legacy.group(2), total, index))
        : Optional.empty();
  }
}
