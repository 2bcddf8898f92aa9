package allmende.protocols.nextcloud;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/// `oc:id`, the file id that is unique across instances: the number with at least eight digits,
/// followed by the instance's id.
public final class FileIds {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{8,18}");

  private FileIds() {}

  public static String ocId(long fileId, String instanceId) {
    String digits = Long.toString(fileId);
    return "0".repeat(Math.max(0, 8 - digits.length())) + digits + instanceId;
  }

  /// The number in an `oc:id` of this instance; empty if it is another instance's, or none.
  public static OptionalLong fileId(String ocId, String instanceId) {
    if (!ocId.endsWith(instanceId)) {
      return OptionalLong.empty();
    }
    String digits = ocId.substring(0, ocId.length() - instanceId.length());
    return DIGITS.matcher(digits).matches()
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }
}
