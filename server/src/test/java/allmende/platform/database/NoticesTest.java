package allmende.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.TestDatabase;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private final DataSource source = TestDatabase.source();
  private final Jdbi jdbi = Jdbi.create(source);
  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final Semaphore missed = new Semaphore(0);
  private final Notices notices = new Notices(source);

  @BeforeEach
  void listen() throws Exception {
    notices.hear("test_channel", heard::add, missed::release);
    notices.start();
    assertTrue(missed.tryAcquire(10, TimeUnit.SECONDS));
  }

  @AfterEach
  void close() {
    notices.close();
  }

  @Test
  void whatIsToldIsHeardInOrder() throws Exception {
    for (int i = 0; i < 50; i++) {
      tell("notice " + i);
    }
    for (int i = 0; i < 50; i++) {
      assertEquals("notice " + i, heard.poll(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void whatIsToldSoonAfterAnotherIsHeardToo() throws Exception {
    tell("one");
    assertEquals("one", heard.poll(10, TimeUnit.SECONDS));
    tell("two");
    assertEquals("two", heard.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void whatWasRolledBackIsNotTold() throws Exception {
    try (Handle handle = jdbi.open()) {
      handle.begin();
      handle.execute("select pg_notify('test_channel', 'undone')");
      handle.rollback();
    }
    jdbi.useHandle(handle -> handle.execute("select pg_notify('other_channel', 'foreign')"));
    tell("done");
    assertEquals("done", heard.poll(10, TimeUnit.SECONDS));
    assertNull(heard.poll());
  }

  @Test
  void aLostConnectionIsMadeAgainAndWhatWasMissedIsSaid() throws Exception {
    jdbi.useHandle(handle ->
        handle.execute(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
            """));
    assertTrue(missed.tryAcquire(20, TimeUnit.SECONDS));
    tell("again");
    assertEquals("again", heard.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void peopleAndSpacesTellOfTheirChanges() throws Exception {
    LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    Semaphore ready = new Semaphore(0);
    try (Notices others = new Notices(source)) {
      others.hear("allmende_accounts", id -> told.add("account " + id), () -> {});
      others.hear("allmende_spaces", _ -> told.add("spaces"), ready::release);
      others.start();
      assertTrue(ready.tryAcquire(10, TimeUnit.SECONDS));
      jdbi.useHandle(handle -> {
        handle.execute(
            """
            insert into identity.accounts
              (name, name_key, display_name, search_key, password, created_at)
            values ('anna', 'anna', '', '', '', now())
            """);
        handle.execute(
            """
            insert into identity.app_passwords (account_id, label, secret_hash, created_at)
            values (1, 'a', 'x', now())
            """);
        handle.execute("update identity.app_passwords set last_used_at = now()");
        handle.execute("delete from identity.app_passwords");
        handle.execute(
            """
            insert into spaces.spaces (kind, name, name_key, created_at)
            values ('TEAM', 'a', 'a', now())
            """);
      });
      assertEquals("account 1", told.poll(10, TimeUnit.SECONDS));
      assertEquals("account 1", told.poll(10, TimeUnit.SECONDS));
      assertEquals("spaces", told.poll(10, TimeUnit.SECONDS));
      assertNull(told.poll());
    }
  }

  private void tell(String text) {
    jdbi.useHandle(handle -> handle.execute("select pg_notify('test_channel', ?)", text));
  }
}
