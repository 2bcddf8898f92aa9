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
        house.people.add(
            Author.COMMAND_LINE,
            "anna",
            "Anna Öztürk",
            "a@firma.example",
            House.passwordOf("a"),
            false);
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
    Account anna =
        house.people.add(
            Author.COMMAND_LINE, "anna", "", "anna@firma.example", House.passwordOf("a"), false);
    Account bob = house.person("bob", false);
    assertThrows(Problem.Exists.class, () -> house.person("ANNA", false));
    assertThrows(Problem.Exists.class, () -> house.person("Anna@Firma.example", false));
    assertThrows(
        Problem.Exists.class,
        () ->
            house.people.update(Author.COMMAND_LINE, bob.id(), "Bob", "ANNA@firma.example", null));
    assertEquals(
        "de",
        house
            .people
            .update(Author.COMMAND_LINE, anna.id(), "A", "anna@firma.example", "de")
            .language());
    assertThrows(
        Problem.Invalid.class,
        () -> house.people.update(Author.COMMAND_LINE, anna.id(), "A", null, "fr"));
  }

  @Test
  void theLastAdministratorStays() {
    Account anna = house.person("anna", true);
    assertThrows(
        Problem.Conflict.class,
        () -> house.people.setAdministrator(Author.COMMAND_LINE, anna.id(), false));
    assertThrows(
        Problem.Conflict.class,
        () -> house.people.setDisabled(Author.COMMAND_LINE, anna.id(), true));
    house.person("bob", true);
    house.people.setAdministrator(Author.COMMAND_LINE, anna.id(), false);
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

  @Test
  void whoMayComeInIsRemembered() {
    Account anna = house.person("anna", true);
    Account bob = house.person("bob", false);
    Actor asAnna = new Actor(anna, new Credential.Session("x"), "Firefox");
    house.people.setAdministrator(Author.administrator(asAnna), bob.id(), true);
    // Nothing changes, nothing is said; nor is what fails.
    house.people.setAdministrator(Author.administrator(asAnna), bob.id(), true);
    house.people.setDisabled(Author.administrator(asAnna), bob.id(), true);
    assertThrows(
        Problem.Conflict.class,
        () -> house.people.setAdministrator(Author.COMMAND_LINE, anna.id(), false));
    AppPasswords.Made made = house.appPasswords.make(asAnna, "Laptop");
    Author owner = Author.of(asAnna, "owner");
    house.appPasswords.revoke(owner, anna.id(), made.id());
    assertThrows(
        Problem.NotFound.class, () -> house.appPasswords.revoke(owner, anna.id(), made.id()));
    LoginFlow.Started flow = house.loginFlow.start("Mozilla/5.0 mirall/3.7.3", "192.0.2.1");
    house.loginFlow.grant(flow.flowToken(), asAnna);
    assertTrue(house.loginFlow.poll(flow.pollToken()).isPresent());
    long id = anna.id().value();
    List<String> noted = house.noted();
    assertEquals(
        List.of(
            "person.added | anna | administrator | - | command line",
            "person.added | bob | - | - | command line",
            "person.administrator-made | bob | - | " + id + " | session, administrator",
            "person.disabled | bob | - | " + id + " | session, administrator",
            "app-password.made | anna | Laptop | " + id + " | session, owner",
            "app-password.revoked | anna | Laptop | " + id + " | session, owner"),
        noted.subList(0, 6));
    assertEquals(7, noted.size());
    assertTrue(noted.get(6).startsWith("app-password.made | anna | "), noted.get(6));
    assertTrue(noted.get(6).endsWith(" | " + id + " | login flow, owner"), noted.get(6));
    assertTrue(noted.stream().noneMatch(each -> each.contains(made.secret())));
  }
}
