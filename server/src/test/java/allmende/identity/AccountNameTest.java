package allmende.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import allmende.platform.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "anna", "a@b.example", "_x", "-", "A.B"})
  void names(String name) {
    assertEquals(name, AccountName.checked(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", "..", ".anna", "a b", "a/b", "a\\b", "a:b", "a\n", "a\0", "%2e", "Müller"
      })
  void noNames(String name) {
    assertThrows(Problem.Invalid.class, () -> AccountName.checked(name));
  }

  @Test
  void sixtyFourAreTheMost() {
    assertEquals(64, AccountName.checked("a".repeat(64)).length());
    assertThrows(Problem.Invalid.class, () -> AccountName.checked("a".repeat(65)));
  }

  @Test
  void displayNamesAndAddresses() {
    assertEquals("anna", AccountName.checkedDisplay("  ", "anna"));
    assertThrows(Problem.Invalid.class, () -> AccountName.checkedDisplay("a\u0000b", "anna"));
    assertNull(AccountName.checkedEmail(" "));
    assertThrows(Problem.Invalid.class, () -> AccountName.checkedEmail("anna"));
    assertThrows(Problem.Invalid.class, () -> AccountName.checkedEmail("a\r\nBcc: x@y"));
  }

  @Test
  void networks() {
    assertEquals("192.0.2.7", NetworkOf.address("192.0.2.7"));
    assertEquals(NetworkOf.address("2001:db8::1"), NetworkOf.address("2001:db8::ffff:2"));
    assertEquals("unknown", NetworkOf.address("unknown"));
  }

  @Test
  void clients() {
    assertEquals(
        "Nextcloud Desktop (Linux)", ClientName.label("Mozilla/5.0 (Linux) mirall/3.16.7git"));
    assertEquals("App", ClientName.label(""));
  }
}
