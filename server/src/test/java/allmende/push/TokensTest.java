package allmende.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import allmende.TestDatabase;
import allmende.identity.AccountId;
import allmende.identity.House;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TokensTest {
  private final House house = new House(TestDatabase.jdbi());
  private final AccountId anna = house.person("anna", false).id();
  private final Tokens here = new Tokens(house.jdbi, house.clock);
  // Another process on the same database.
  private final Tokens there = new Tokens(house.jdbi, house.clock);

  @Test
  void aTokenIsGoodOnceInAnyProcess() {
    String token = here.make(anna);
    assertNotEquals(token, here.make(anna));
    assertEquals(Optional.of(anna), there.use(token));
    assertEquals(Optional.empty(), there.use(token));
    assertEquals(Optional.empty(), here.use(token));
    for (String no :
        List.of("", "x", "\0", token + " ", token.toUpperCase(java.util.Locale.ROOT))) {
      assertEquals(Optional.empty(), here.use(no));
    }
  }

  @Test
  void aTokenIsGoodForAQuarterOfAMinute() {
    String early = here.make(anna);
    String late = here.make(anna);
    house.clock.move(Duration.ofSeconds(14));
    assertEquals(Optional.of(anna), here.use(early));
    house.clock.move(Duration.ofSeconds(2));
    assertEquals(Optional.empty(), here.use(late));
    here.make(anna);
    int kept =
        house.jdbi.withHandle(handle ->
            handle.createQuery("select count(*) from push.token").mapTo(Integer.class).one());
    assertEquals(1, kept);
  }

  @Test
  void ofManyThatSayItAtOnceOneComesIn() throws Exception {
    String token = here.make(anna);
    List<Callable<Optional<AccountId>>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Tokens either = i % 2 == 0 ? here : there;
      all.add(() -> either.use(token));
    }
    int in = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Optional<AccountId>> one : threads.invokeAll(all)) {
        in += one.get().isPresent() ? 1 : 0;
      }
    }
    assertEquals(1, in);
  }
}
