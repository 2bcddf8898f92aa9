package allmende.platform.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import allmende.TestDatabase;
import allmende.platform.jobs.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private final Jdbi jdbi = TestDatabase.jdbi();
  private final Events events = new Events();
  private final List<String> heard = new ArrayList<>();
  private final Dispatcher dispatcher =
      new Dispatcher(
          jdbi, List.of((_, batch) -> batch.forEach(one -> heard.add(one.event().kind()))));

  @Test
  void whatWasCommittedIsHeardOnceAndInOrder() {
    for (int i = 0; i < 3; i++) {
      append("event." + i);
    }
    assertEquals(Job.Left.NOTHING, dispatcher.run());
    dispatcher.run();
    assertEquals(List.of("event.0", "event.1", "event.2"), heard);
  }

  @Test
  void whatWasRolledBackIsNeverHeard() {
    try (Handle handle = jdbi.open()) {
      handle.begin();
      events.append(handle, event("undone"));
      handle.rollback();
    }
    append("done");
    dispatcher.run();
    assertEquals(List.of("done"), heard);
  }

  @Test
  void anEventWaitsForOlderTransactions() {
    try (Handle older = jdbi.open()) {
      older.begin();
      events.append(older, event("older"));
      append("younger");
      assertEquals(Job.Left.UNREADY, dispatcher.run());
      assertEquals(List.of(), heard);
      older.commit();
    }
    assertEquals(Job.Left.NOTHING, dispatcher.run());
    assertEquals(List.of("older", "younger"), heard);
  }

  @Test
  void eventsOfARestoredDatabaseDoNotWaitForTransactionsThatNeverWere() {
    append("restored");
    jdbi.useHandle(handle -> handle.execute("update events.event set xact = '900000000000'::xid8"));
    dispatcher.run();
    assertEquals(List.of("restored"), heard);
  }

  @Test
  void aListenerThatFailsHearsAgainAndNothingIsForgotten() {
    AtomicInteger tries = new AtomicInteger();
    Dispatcher failing =
        new Dispatcher(
            jdbi,
            List.of(
                (transaction, _) ->
                    transaction.execute("insert into files.instance values ('half')"),
                (_, _) -> {
                  if (tries.incrementAndGet() == 1) {
                    throw new IllegalStateException("as planned");
                  }
                }));
    append("kept");
    assertThrows(IllegalStateException.class, failing::run);
    assertEquals(1, count("events.event"));
    assertEquals(1, count("files.instance"));
    failing.run();
    assertEquals(0, count("events.event"));
    assertEquals(2, count("files.instance"));
  }

  @Test
  void theProcessIsToldOfCommittedEventsOnly() {
    AtomicInteger told = new AtomicInteger();
    events.onCommit(told::incrementAndGet);
    try (Handle handle = jdbi.open()) {
      handle.begin();
      events.append(handle, event("undone"));
      handle.rollback();
    }
    assertEquals(0, told.get());
    append("done");
    assertEquals(1, told.get());
  }

  private void append(String kind) {
    jdbi.useTransaction(handle -> events.append(handle, event(kind)));
  }

  private long count(String table) {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }

  private static Event event(String kind) {
    return new Event(kind, 1L, "test", "session", 1L, 1L, "a.txt", null);
  }
}
