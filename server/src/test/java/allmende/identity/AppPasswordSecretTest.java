package allmende.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AppPasswordSecretTest {
  @Test
  void fiveGroupsOfFiveWithoutLookAlikes() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      String secret = AppPasswordSecret.fresh();
      assertEquals(29, secret.length());
      assertTrue(AppPasswordSecret.looksLikeOne(secret), secret);
      assertTrue(secret.chars().noneMatch(c -> "lIoO01".indexOf(c) >= 0), secret);
      seen.add(secret);
    }
    assertEquals(500, seen.size());
  }

  @Test
  void otherTextDoesNotLookLikeOne() {
    assertFalse(AppPasswordSecret.looksLikeOne("aB3dE-aB3dE-aB3dE-aB3dE"));
    assertFalse(AppPasswordSecret.looksLikeOne("aB3dE-aB3dE-aB3dE-aB3dE-aB3d0"));
    assertFalse(AppPasswordSecret.looksLikeOne("correct horse battery staple"));
  }
}
