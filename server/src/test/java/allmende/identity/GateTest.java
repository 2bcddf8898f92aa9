package allmende.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.TestDatabase;
import allmende.platform.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final String OFFICE = "192.0.2.1";
  private static final String STRANGER = "198.51.100.9";

  private final House house = new House(TestDatabase.jdbi());
  private final Account anna =
      house.people.add(
          Author.COMMAND_LINE,
          "Anna",
          "Anna M",
          "anna@firma.example",
          House.passwordOf("anna"),
          false);

  private Caller caller(String password) {
    return House.basic("anna", password, OFFICE);
  }

  @Test
  void anAppPasswordLetsItsOwnerInAndNobodyElse() {
    house.person("bob", false);
    String secret = house.appPasswords.make(Author.COMMAND_LINE, anna.id(), "Laptop").secret();
    for (String name : new String[] {"anna", "ANNA", "Anna@Firma.example"}) {
      Actor actor = house.gate.require(House.basic(name, secret, OFFICE));
      assertEquals(anna, actor.account());
      assertEquals("app-password", actor.credential().right());
      assertEquals("test-client/1", actor.client());
    }
    assertTrue(house.gate.find(House.basic("bob", secret, OFFICE)).isEmpty());
    assertTrue(house.gate.find(House.basic("an\0na", secret, OFFICE)).isEmpty());
  }

  @Test
  void theAccountsPasswordLetsIn() {
    Actor actor = house.gate.require(caller(House.passwordOf("anna")));
    assertInstanceOf(Credential.Password.class, actor.credential());
  }

  @Test
  void nothingAndNonsenseAreSignedOut() {
    assertThrows(
        Problem.SignedOut.class,
        () -> house.gate.require(new Caller(null, null, null, "GET", OFFICE, "")));
    for (String bad : new String[] {"Basic", "Basic !!!", "Basic YQ==", "Bearer x", ""}) {
      assertThrows(
          Problem.SignedOut.class,
          () -> house.gate.require(new Caller(bad, "", null, "GET", OFFICE, "")),
          bad);
    }
    assertThrows(
        Problem.SignedOut.class, () -> house.gate.require(House.session("x\0y", null, "GET")));
  }

  @Test
  void revokingWorksAtOnce() {
    AppPasswords.Made made = house.appPasswords.make(Author.COMMAND_LINE, anna.id(), "Laptop");
    assertTrue(house.gate.find(caller(made.secret())).isPresent());
    assertTrue(house.gate.find(caller(made.secret())).isPresent());
    Account bob = house.person("bob", false);
    assertThrows(
        Problem.NotFound.class,
        () -> house.appPasswords.revoke(Author.COMMAND_LINE, bob.id(), made.id()));
    assertTrue(house.gate.find(caller(made.secret())).isPresent());
    house.appPasswords.revoke(Author.COMMAND_LINE, anna.id(), made.id());
    assertTrue(house.gate.find(caller(made.secret())).isEmpty());
  }

  @Test
  void theSecondCheckAsksNoDatabase() {
    String secret = house.appPasswords.make(Author.COMMAND_LINE, anna.id(), "Laptop").secret();
    assertTrue(house.gate.find(caller(secret)).isPresent());
    house.jdbi.useHandle(handle -> handle.execute("DELETE FROM identity.app_passwords"));
    assertTrue(house.gate.find(caller(secret)).isPresent());
    house.clock.move(Duration.ofMinutes(5).plusSeconds(1));
    assertTrue(house.gate.find(caller(secret)).isEmpty(), "what another process revoked ends too");
  }

  @Test
  void whatMayHaveGoneUnheardIsAskedAgain() {
    String secret = house.appPasswords.make(Author.COMMAND_LINE, anna.id(), "Laptop").secret();
    String kept = house.appPasswords.make(Author.COMMAND_LINE, anna.id(), "Phone").secret();
    assertTrue(house.gate.find(caller(secret)).isPresent());
    assertTrue(house.gate.find(caller(kept)).isPresent());
    house.jdbi.useHandle(
        handle -> handle.execute("DELETE FROM identity.app_passwords WHERE label = 'Laptop'"));
    house.checked.forgetAll();
    assertTrue(house.gate.find(caller(secret)).isEmpty());
    assertTrue(house.gate.find(caller(kept)).isPresent());
  }

  @Test
  void theLastUseIsWrittenAtMostEveryFiveMinutes() {
    String secret = house.appPasswords.make(Author.COMMAND_LINE, anna.id(), "Laptop").secret();
    house.gate.require(caller(secret));
    Instant first = house.clock.instant();
    house.clock.move(Duration.ofMinutes(4));
    house.gate.require(House.basic("ANNA", secret, OFFICE));
    assertEquals(first, house.appPasswords.of(anna.id()).getFirst().lastUsedAt());
    house.clock.move(Duration.ofMinutes(2));
    house.gate.require(caller(secret));
    assertEquals(house.clock.instant(), house.appPasswords.of(anna.id()).getFirst().lastUsedAt());
    assertEquals("test-client/1", house.appPasswords.of(anna.id()).getFirst().lastClient());
  }

  @Test
  void changingThePasswordEndsTheOldOneAndTheOtherSessions() {
    String here = house.sessions.begin(anna.id(), "Firefox");
    String there = house.sessions.begin(anna.id(), "Firefox");
    Actor actor = house.gate.require(House.session(here, null, "GET"));
    house.gate.require(House.session(there, null, "GET"));
    house.gate.require(caller(House.passwordOf("anna")));
    house.people.changePassword(
        Author.COMMAND_LINE,
        anna.id(),
        "another long one",
        Optional.of((Credential.Session) actor.credential()));
    assertTrue(house.gate.find(House.session(here, null, "GET")).isPresent());
    assertTrue(house.gate.find(House.session(there, null, "GET")).isEmpty());
    assertTrue(house.gate.find(caller(House.passwordOf("anna"))).isEmpty());
    assertTrue(house.gate.find(caller("another long one")).isPresent());
  }

  @Test
  void theDisabledStayOutByEveryCredential() {
    String secret = house.appPasswords.make(Author.COMMAND_LINE, anna.id(), "Laptop").secret();
    String cookie = house.sessions.begin(anna.id(), "Firefox");
    house.gate.require(caller(secret));
    house.gate.require(caller(House.passwordOf("anna")));
    house.gate.require(House.session(cookie, null, "GET"));
    house.people.setDisabled(Author.COMMAND_LINE, anna.id(), true);
    assertTrue(house.gate.find(caller(secret)).isEmpty());
    assertTrue(house.gate.find(caller(House.passwordOf("anna"))).isEmpty());
    assertTrue(house.gate.find(House.session(cookie, null, "GET")).isEmpty());
  }

  @Test
  void aSessionNeedsItsProofForUnsafeMethods() {
    String cookie = house.sessions.begin(anna.id(), "Firefox");
    assertEquals(
        "session", house.gate.require(House.session(cookie, null, "GET")).credential().right());
    for (String method : new String[] {"POST", "PUT", "DELETE", "PROPFIND", "get"}) {
      assertThrows(
          Problem.Csrf.class, () -> house.gate.require(House.session(cookie, null, method)));
      assertThrows(
          Problem.Csrf.class, () -> house.gate.require(House.session(cookie, "wrong", method)));
      assertNotNull(house.gate.require(House.session(cookie, Sessions.csrf(cookie), method)));
    }
    house.sessions.end(cookie);
    assertTrue(house.gate.find(House.session(cookie, null, "GET")).isEmpty());
  }

  @Test
  void aSessionEndsAfterThirtyIdleDaysOrNinetyInAll() {
    String used = house.sessions.begin(anna.id(), "Firefox");
    String idle = house.sessions.begin(anna.id(), "Firefox");
    for (int i = 0; i < 4; i++) {
      house.clock.move(Duration.ofDays(20));
      assertTrue(house.gate.find(House.session(used, null, "GET")).isPresent());
    }
    assertTrue(house.gate.find(House.session(idle, null, "GET")).isEmpty());
    house.clock.move(Duration.ofDays(11));
    assertTrue(house.gate.find(House.session(used, null, "GET")).isEmpty());
  }

  @Test
  void guessingIsSlowedDownButNotTheOwner() {
    assertTrue(house.passwordCheck.check("anna", House.passwordOf("anna"), OFFICE).isPresent());
    for (int i = 0; i < 10; i++) {
      assertTrue(house.passwordCheck.check("anna", "guess number " + i, STRANGER).isEmpty());
    }
    Problem.TooManyAttempts stopped =
        assertThrows(
            Problem.TooManyAttempts.class,
            () -> house.passwordCheck.check("anna", House.passwordOf("anna"), STRANGER));
    assertEquals(Duration.ofSeconds(1), stopped.retryAfter());
    assertThrows(
        Problem.TooManyAttempts.class,
        () -> house.passwordCheck.check("anna@firma.example", "x", "203.0.113.5"));
    assertTrue(house.passwordCheck.check("anna", House.passwordOf("anna"), OFFICE).isPresent());
    house.clock.move(Duration.ofSeconds(2));
    assertTrue(house.passwordCheck.check("anna", House.passwordOf("anna"), STRANGER).isPresent());
  }

  @Test
  void unknownNamesAreSlowedDownLikeKnownOnes() {
    for (int i = 0; i < 10; i++) {
      assertTrue(house.passwordCheck.check("nobody", "guess number " + i, STRANGER).isEmpty());
    }
    assertThrows(
        Problem.TooManyAttempts.class, () -> house.passwordCheck.check("NOBODY", "x", STRANGER));
  }

  @Test
  void guessedAppPasswordsCountButOneRepeatedDoesNot() {
    String wrong = AppPasswordSecret.fresh();
    for (int i = 0; i < 50; i++) {
      assertTrue(house.gate.find(caller(wrong)).isEmpty());
    }
    for (int i = 0; i < 9; i++) {
      assertTrue(house.gate.find(caller(AppPasswordSecret.fresh())).isEmpty());
    }
    assertThrows(
        Problem.TooManyAttempts.class, () -> house.gate.find(caller(AppPasswordSecret.fresh())));
    String right = house.appPasswords.make(Author.COMMAND_LINE, anna.id(), "Laptop").secret();
    assertFalse(house.gate.find(caller(right)).isEmpty(), "the owner's client goes on");
  }
}
