package allmende.files;

import allmende.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// A name that is legal on Linux: anything but `/` and NUL, at most 255 bytes. Two names are the
/// same when their NFC forms are; what is shown is what the client sent.
///
/// @param shown what the client sent
/// @param key its NFC form, which is compared
public record NodeName(String shown, String key) {
  private static final int LONGEST = 255;

  /// @throws Problem.Invalid with a sentence that says what is wrong with the name
  public static NodeName of(String shown) {
    if (shown.isEmpty() || shown.equals(".") || shown.equals("..")) {
      throw new Problem.Invalid("A name may be neither empty nor . nor ..");
    }
    if (shown.indexOf('/') >= 0 || shown.indexOf('\0') >= 0) {
      throw new Problem.Invalid("A name may contain neither / nor NUL.");
    }
    if (isAscii(shown)) {
      return new NodeName(checked(shown, shown.length()), shown);
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(shown)) {
      throw new Problem.Invalid("The name is not valid Unicode.");
    }
    String key = Normalizer.normalize(shown, Normalizer.Form.NFC);
    int bytes =
        Math.max(
            shown.getBytes(StandardCharsets.UTF_8).length,
            key.getBytes(StandardCharsets.UTF_8).length);
    return new NodeName(checked(shown, bytes), key);
  }

  private static String checked(String shown, int bytes) {
    if (bytes > LONGEST) {
      throw new Problem.Invalid("A name may have 255 bytes at the most.");
    }
    return shown;
  }

  /// Most names are, and are their own NFC form.
  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
