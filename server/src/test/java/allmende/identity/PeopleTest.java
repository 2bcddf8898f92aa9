package allmende.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.TestDatabase;
import allmende.platform.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PeopleTest {
  private final House house = new House(TestDatabase.jdbi());

  @Test
  void peopleAreFoundByNameAndText() {
    Account anna =
        house.people.add("anna", "Anna Öztürk", "a@firma.example", House.passwordOf("a"), false);
    Account bob = house.person("Bob_1", false);
    assertEquals(anna, house.people.byName("ANNA").orElseThrow());
    assertEquals(anna, house.people.byId(anna.id()).orElseThrow());
    assertTrue(house.people.byName("a\0").isEmpty());
    assertEquals(List.of(anna, bob), house.people.all());
    assertEquals(List.of(anna), house.people.search("ÖZT", 10));
    assertEquals(List.of(bob), house.people.search("b_1", 10));
    assertEquals(List.of(), house.people.search("%", 10));
    assertEquals(1, house.people.search("", 1).size());
  }

  @Test
  void aNameOrAddressBelongsToOne() {
    Account anna = house.people.add("anna", "", "anna@firma.example", House.passwordOf("a"), false);
    Account bob = house.person("bob", false);
    assertThrows(Problem.Exists.class, () -> house.person("ANNA", false));
    assertThrows(Problem.Exists.class, () -> house.person("Anna@Firma.example", false));
    assertThrows(
        Problem.Exists.class,
        () -> house.people.update(bob.id(), "Bob", "ANNA@firma.example", null));
    assertEquals("de", house.people.update(anna.id(), "A", "anna@firma.example", "de").language());
    assertThrows(Problem.Invalid.class, () -> house.people.update(anna.id(), "A", null, "fr"));
  }

  @Test
  void theLastAdministratorStays() {
    Account anna = house.person("anna", true);
    assertThrows(Problem.Conflict.class, () -> house.people.setAdministrator(anna.id(), false));
    assertThrows(Problem.Conflict.class, () -> house.people.setDisabled(anna.id(), true));
    house.person("bob", true);
    house.people.setAdministrator(anna.id(), false);
  }

  private String token() {
    String link = house.first.freshLink("http://localhost:8080/").orElseThrow();
    assertTrue(link.startsWith("http://localhost:8080/welcome#"), link);
    return link.substring(link.indexOf('#') + 1);
  }

  @Test
  void theFirstAdministratorsLinkWorksOnce() {
    assertTrue(house.first.needed());
    String old = token();
    String token = token();
    assertThrows(
        Problem.Denied.class, () -> house.first.claim(old, "anna", "Anna", "long enough 1"));
    assertThrows(Problem.Invalid.class, () -> house.first.claim(token, "anna", "Anna", "short"));
    Account anna = house.first.claim(token, "anna", "Anna", "long enough 1");
    assertTrue(anna.administrator());
    assertTrue(!house.first.needed());
    assertTrue(house.first.freshLink("http://x").isEmpty());
    assertThrows(
        Problem.Denied.class, () -> house.first.claim(token, "bob", "Bob", "long enough 1"));
  }

  @Test
  void theLinkIsStaleAfterADay() {
    String token = token();
    house.clock.move(Duration.ofHours(25));
    assertThrows(
        Problem.Denied.class, () -> house.first.claim(token, "anna", "Anna", "long enough 1"));
  }

  @Test
  void ofManyWhoClaimAtOnceOneSucceeds() throws Exception {
    String token = token();
    List<Callable<Boolean>> claims = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String name = "admin" + i;
      claims.add(() -> {
        try {
          return house.first.claim(token, name, "", "long enough 1").administrator();
        } catch (Problem.Denied e) {
          return false;
        }
      });
    }
    int won = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> claim : threads.invokeAll(claims)) {
        won += claim.get() ? 1 : 0;
      }
    }
    assertEquals(1, won);
    assertEquals(1, house.people.all().size());
  }

  @Test
  void aClientGetsItsAppPasswordExactlyOnce() {
    Account anna = house.person("anna", false);
    LoginFlow.Started flow = house.loginFlow.start("Mozilla/5.0 (Linux) mirall/3.16", "192.0.2.1");
    assertTrue(house.loginFlow.poll(flow.pollToken()).isEmpty());
    assertTrue(house.loginFlow.asking(flow.pollToken()).isEmpty());
    assertTrue(house.loginFlow.asking(flow.flowToken()).isPresent());
    house.loginFlow.grant(flow.flowToken(), House.actor(anna));
    assertThrows(
        Problem.NotFound.class, () -> house.loginFlow.grant(flow.flowToken(), House.actor(anna)));
    assertTrue(house.loginFlow.poll(flow.flowToken()).isEmpty());
    LoginFlow.Granted granted = house.loginFlow.poll(flow.pollToken()).orElseThrow();
    assertTrue(house.loginFlow.poll(flow.pollToken()).isEmpty());
    Actor actor =
        house.gate.require(House.basic(granted.loginName(), granted.appPassword(), "192.0.2.1"));
    assertEquals(anna, actor.account());
    assertEquals(
        "Nextcloud Desktop (Linux)", ((Credential.AppPassword) actor.credential()).label());
    LoginFlow.Started next = house.loginFlow.start("x", "192.0.2.1");
    assertThrows(Problem.Denied.class, () -> house.loginFlow.grant(next.flowToken(), actor));
    assertThrows(Problem.Denied.class, () -> house.appPasswords.make(actor, "more"));
  }

  @Test
  void aFlowIsStaleAfterTwentyMinutes() {
    Account anna = house.person("anna", false);
    LoginFlow.Started flow = house.loginFlow.start("x", "192.0.2.1");
    LoginFlow.Started granted = house.loginFlow.start("x", "192.0.2.1");
    house.loginFlow.grant(granted.flowToken(), House.actor(anna));
    house.clock.move(Duration.ofMinutes(21));
    assertThrows(
        Problem.NotFound.class, () -> house.loginFlow.grant(flow.flowToken(), House.actor(anna)));
    assertTrue(house.loginFlow.poll(granted.pollToken()).isEmpty());
  }
}
