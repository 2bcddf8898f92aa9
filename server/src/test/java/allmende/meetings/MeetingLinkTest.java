package allmende.meetings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeetingLinkTest {
  @Test
  void aFreshOneLooksLikeOne() {
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < 100; i++) {
      String link = MeetingLink.fresh(random);
      assertTrue(link.matches("([2-9a-z]{6}-){3}[2-9a-z]{6}"), link);
      assertTrue(MeetingLink.looksLikeOne(link), link);
      assertNotEquals(link, MeetingLink.fresh(random));
    }
  }

  @Test
  void whatIsNoneNeverReachesTheDatabase() {
    for (String other :
        List.of(
            "",
            "abcdef",
            "abcdef-abcdef-abcdef-abcde",
            "abcdef-abcdef-abcdef-abcdefg",
            "abcdef-abcdef-abcdef_abcdef",
            "abcdef-abcdef-abcdef-abcde\0",
            "abcdef-abcdef-abcdef-abcdeo",
            "ABCDEF-abcdef-abcdef-abcdef")) {
      assertFalse(MeetingLink.looksLikeOne(other), other);
    }
  }

  @Test
  void aRoomLeadsBackToItsMeeting() {
    MeetingId id = new MeetingId(17);
    assertEquals(Optional.of(id), MeetingId.ofRoom(id.room()));
    for (String other :
        List.of("", "meeting-", "meeting-x", "meeting-017", "room-17", "meeting-9".repeat(9))) {
      assertEquals(Optional.empty(), MeetingId.ofRoom(other), other);
    }
  }
}
