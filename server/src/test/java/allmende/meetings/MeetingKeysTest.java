package allmende.meetings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.TestDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeetingKeysTest {
  private final MeetingKeys keys =
      new MeetingKeys(TestDatabase.jdbi(), Clock.systemUTC(), new SecureRandom());

  @Test
  void aKeyHoldsAtOnce() {
    MeetingKeys.Made made = keys.make();
    assertTrue(made.name().matches("API[0-9A-Za-z]{12}"), made.name());
    assertTrue(made.secret().matches("[0-9A-Za-z]{43}"), "its secret");
    assertEquals(Optional.of(made.secret()), keys.secret(made.name()));
    assertNotEquals(made.secret(), keys.make().secret());
    assertFalse(made.toString().contains(made.secret()), "a secret is not for logs");
  }

  @Test
  void nobodyHasMadeTheOthers() {
    assertEquals(Optional.empty(), keys.secret(""));
    assertEquals(Optional.empty(), keys.secret("APInone"));
    assertEquals(Optional.empty(), keys.secret("API\0"));
    assertEquals(Optional.empty(), keys.secret("A".repeat(100_000)));
  }
}
