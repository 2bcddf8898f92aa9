package allmende.identity;

import allmende.platform.events.Events;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Identity, wired as the server wires it, on a database of its own and a clock that can be moved.
public final class House {
  public final MovableClock clock = new MovableClock();
  public final CheckedCredentials checked = new CheckedCredentials(clock);
  public final PasswordHash passwords = new PasswordHash();
  public final Events events = new Events();
  public final Jdbi jdbi;
  public final People people;
  public final Throttle throttle;
  public final PasswordCheck passwordCheck;
  public final AppPasswords appPasswords;
  public final Sessions sessions;
  public final Gate gate;
  public final LoginFlow loginFlow;
  public final FirstAdministrator first;
  public final Groups groups;

  public House(Jdbi jdbi) {
    this.jdbi = jdbi;
    people = new People(jdbi, clock, passwords, checked, events);
    throttle = new Throttle(jdbi, clock);
    passwordCheck = new PasswordCheck(jdbi, passwords, throttle);
    appPasswords = new AppPasswords(jdbi, clock, checked, events);
    sessions = new Sessions(jdbi, clock, checked);
    gate = new Gate(jdbi, clock, checked, sessions, passwordCheck, throttle);
    loginFlow = new LoginFlow(jdbi, clock, appPasswords);
    first = new FirstAdministrator(jdbi, clock, people);
    groups = new Groups(jdbi, events);
  }

  public Account person(String name, boolean administrator) {
    return people.add(Author.COMMAND_LINE, name, "", null, passwordOf(name), administrator);
  }

  /// What the ledger will hear of all this, in order: kind, name, detail, who, by which right.
  public List<String> noted() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT concat_ws(' | ', kind, name, coalesce(detail, '-'), coalesce(actor::text, '-'),"
                    + " authority) FROM events.event ORDER BY id")
            .mapTo(String.class)
            .list());
  }

  public static String passwordOf(String name) {
    return "correct horse " + name;
  }

  public static Actor actor(Account account) {
    return new Actor(account, new Credential.Password(), "test");
  }

  public static Caller basic(String name, String password, String address) {
    String text =
        Base64.getEncoder()
            .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    return new Caller("Basic " + text, null, null, "GET", address, "test-client/1");
  }

  public static Caller session(String cookie, @Nullable String csrf, String method) {
    return new Caller(null, cookie, csrf, method, "192.0.2.1", "Mozilla/5.0");
  }
}
