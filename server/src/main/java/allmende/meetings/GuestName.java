package allmende.meetings;

import allmende.platform.problem.Problem;

/// What guests call themselves.
final class GuestName {
  private static final int LONGEST = 60;

  private GuestName() {}

  /// @throws Problem.Invalid when nothing that can be read is left, or more than 60 characters
  static String checked(String name) {
    String stripped = name.strip();
    if (stripped.codePoints().noneMatch(Character::isLetterOrDigit)
        || stripped.codePointCount(0, stripped.length()) > LONGEST
        || stripped.codePoints().anyMatch(GuestName::isUnseen)) {
      throw new Problem.Invalid("A guest's name has 1 to 60 readable characters.");
    }
    return stripped;
  }

  // Controls, directions and half characters would let one name look like another.
  private static boolean isUnseen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          true;
      default -> false;
    };
  }
}
