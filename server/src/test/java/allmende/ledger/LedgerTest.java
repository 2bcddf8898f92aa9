package allmende.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import allmende.TestDatabase;
import allmende.identity.AccountId;
import allmende.ledger.Ledger.Page;
import allmende.platform.events.Dispatcher;
import allmende.platform.events.Event;
import allmende.platform.events.Events;
import allmende.platform.events.Happened;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Jdbi jdbi = TestDatabase.jdbi();
  private final Events events = new Events();
  private final Ledger ledger = new Ledger(jdbi);
  private final Dispatcher dispatcher = new Dispatcher(jdbi, List.of(ledger));

  @Test
  void anEntrySaysWhoDidWhatToWhatByWhichRight() {
    Event event =
        new Event("file.moved", 7L, "rclone", "app-password, EDITOR", 3L, 42L, "b.txt", "x/a.txt");
    append(event);
    dispatcher.run();
    assertEquals(event, ledger.ofNode(42, Page.newest(10)).getFirst().event());
    assertEquals(event, ledger.ofAccount(new AccountId(7), Page.newest(10)).getFirst().event());
    assertEquals(event, ledger.ofSpace(3, Page.newest(10)).getFirst().event());
    assertEquals(List.of(), ledger.ofNode(43, Page.newest(10)));
    assertEquals(List.of(), ledger.ofAccount(new AccountId(8), Page.newest(10)));
  }

  @Test
  void whatTheHouseDoesByItselfHasNoActor() {
    Event event =
        new Event("file.purged", null, "Allmende", "files.trash-days", 3L, 42L, "a.txt", null);
    append(event);
    dispatcher.run();
    assertEquals(event, ledger.ofSpace(3, Page.newest(1)).getFirst().event());
  }

  @Test
  void pagesGoFromTheNewestBack() {
    for (int i = 0; i < 5; i++) {
      append(new Event("file.changed", 7L, "test", "session", 3L, 42L, "file " + i, null));
    }
    dispatcher.run();
    List<Happened> first = ledger.ofNode(42, Page.newest(2));
    assertEquals(List.of("file 4", "file 3"), names(first));
    assertEquals(
        List.of("file 2", "file 1", "file 0"),
        names(ledger.ofNode(42, new Page(first.getLast().id(), 10))));
    assertThrows(IllegalArgumentException.class, () -> Page.newest(0));
    assertThrows(IllegalArgumentException.class, () -> Page.newest(1_001));
  }

  @Test
  void whatIsHandedOutTwiceIsThereOnce() {
    append(new Event("file.purged", null, "Allmende", "files.trash-days", 3L, 42L, "a.txt", null));
    dispatcher.run();
    List<Happened> entries = ledger.ofNode(42, Page.newest(10));
    jdbi.useTransaction(handle -> ledger.hear(handle, entries));
    assertEquals(entries, ledger.ofNode(42, Page.newest(10)));
  }

  private void append(Event event) {
    jdbi.useTransaction(handle -> events.append(handle, event));
  }

  private static List<String> names(List<Happened> entries) {
    return entries.stream().map(entry -> String.valueOf(entry.event().name())).toList();
  }
}
