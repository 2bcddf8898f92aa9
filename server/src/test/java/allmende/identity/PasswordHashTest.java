package allmende.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.platform.problem.Problem;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
  private final PasswordHash passwords = new PasswordHash();

  @Test
  void aHashMatchesItsPasswordAlone() {
    String phc = passwords.hash("Blaues Känguru 7");
    assertTrue(phc.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), phc);
    assertTrue(PasswordHash.matches(phc, "Blaues Känguru 7"));
    assertFalse(PasswordHash.matches(phc, "Blaues Känguru 8"));
    assertFalse(PasswordHash.matches(phc, ""));
    assertNotEquals(phc, passwords.hash("Blaues Känguru 7"), "each has its own salt");
  }

  @Test
  void bothSpellingsOfAnUmlautAreOnePassword() {
    assertTrue(PasswordHash.matches(passwords.hash("K\u00e4nguru 2026"), "Ka\u0308nguru 2026"));
  }

  @Test
  void readsWhatTheReferenceImplementationWrote() {
    // echo -n "password" | argon2 somesalt -id -t 2 -k 65536 -p 1 (the reference implementation's
    // own test.c).
    String phc =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertTrue(PasswordHash.matches(phc, "password"));
    assertFalse(PasswordHash.matches(phc, "Password"));
  }

  @Test
  void whatIsNoHashMatchesNothing() {
    assertFalse(PasswordHash.matches("", ""));
    assertFalse(PasswordHash.matches("password", "password"));
  }

  @Test
  void nobodysPasswordIsNobodys() {
    assertFalse(PasswordHash.matches(passwords.nobodys(), ""));
  }

  @Test
  void theRulesForPasswords() {
    assertEquals("0123456789", PasswordHash.checked("0123456789"));
    assertThrows(Problem.Invalid.class, () -> PasswordHash.checked("012345678"));
    assertEquals("ä".repeat(512), PasswordHash.checked("ä".repeat(512)));
    assertThrows(Problem.Invalid.class, () -> PasswordHash.checked("ä".repeat(513)));
    assertThrows(Problem.Invalid.class, () -> PasswordHash.checked(AppPasswordSecret.fresh()));
  }
}
