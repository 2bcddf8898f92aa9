package allmende.meetings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import allmende.platform.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestNameTest {
  @Test
  void isWhatTheyWroteWithoutTheSpaceAround() {
    assertEquals("Ömer Yıldız", GuestName.checked("  Ömer Yıldız\t"));
    assertEquals("李", GuestName.checked("李"));
    assertEquals("x".repeat(60), GuestName.checked("x".repeat(60)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "...", "a\u0000b", "Maria\u202Eairam", "a\u200Bb", "a\nb", "\uD800a"})
  void isReadable(String name) {
    assertThrows(Problem.Invalid.class, () -> GuestName.checked(name));
  }

  @Test
  void isNotLong() {
    assertThrows(Problem.Invalid.class, () -> GuestName.checked("x".repeat(61)));
  }
}
