package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import allmende.identity.AccountId;
import allmende.identity.Actor;
import allmende.identity.House;
import allmende.platform.events.Event;
import allmende.platform.events.Happened;
import allmende.spaces.Role;
import allmende.spaces.Space;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  @TempDir private Path folder;
  private FileHouse files;
  private Recent recent;
  private Actor anna;
  private long number;

  @BeforeEach
  void open() {
    files = new FileHouse(folder);
    recent = new Recent(files.house.jdbi, files.ways);
    anna = files.person("anna");
  }

  @Test
  void theLastUseComesFirstAndEachFileOnce() {
    Node a = files.put(anna, "a.txt", "a");
    files.folder(anna, "x");
    Node b = files.put(anna, "x/b.txt", "b");
    hear(used(anna, "file.created", a, 1), used(anna, "file.created", b, 2));
    assertEquals(List.of("x/b.txt changed", "a.txt changed"), shown(anna));
    hear(used(anna, "file.read", a, 3));
    assertEquals(List.of("a.txt opened", "x/b.txt changed"), shown(anna));
    assertEquals(NOW.plusSeconds(3), recent.of(anna, 9).getFirst().at());
    assertEquals(List.of("a.txt opened"), shown(recent.of(anna, 1)));
    Browse.Step root = recent.of(anna, 1).getFirst().file().path().getFirst();
    assertEquals("anna", root.name());
    assertEquals(files.tree.rootOf(files.personal(anna)), root.id());
  }

  @Test
  void whatComesLateDoesNotReplaceWhatWasLater() {
    Node a = files.put(anna, "a.txt", "a");
    hear(used(anna, "file.changed", a, 9));
    hear(used(anna, "file.read", a, 3));
    assertEquals(List.of("a.txt changed"), shown(anna));
  }

  @Test
  void whatProgramsReadAndWhatHappensToFoldersDoesNotCount() {
    Node a = files.put(anna, "a.txt", "a");
    Node x = files.folder(anna, "x");
    hear(
        event(anna.account().id(), "file.read", a, 1, "app-password, MANAGER"),
        used(anna, "folder.created", x, 2),
        used(anna, "file.deleted", a, 3),
        event(null, "file.changed", a, 4, "rule"));
    assertEquals(List.of(), shown(anna));
  }

  @Test
  void whatLiesInTheTrashIsLeftOutWithTheFolderItIsIn() {
    files.folder(anna, "x");
    Node a = files.put(anna, "x/a.txt", "a");
    Node b = files.put(anna, "b.txt", "b");
    hear(used(anna, "file.created", a, 1), used(anna, "file.created", b, 2));
    files.delete(anna, "b.txt");
    assertEquals(List.of("x/a.txt changed"), shown(anna));
    files.delete(anna, "x");
    assertEquals(List.of(), shown(anna));
    files.trash.restore(anna, b.id());
    assertEquals(List.of("b.txt changed"), shown(anna));
  }

  @Test
  void nobodySeesWhatTheyHaveLostOrWhatOthersUsed() {
    Actor berta = files.person("berta");
    Space team = files.team("Bauamt", berta, Role.EDITOR);
    Node plan = files.put(berta, "Bauamt/Plan.pdf", "plan");
    hear(used(berta, "file.created", plan, 1));
    assertEquals(List.of("Plan.pdf changed"), shown(berta));
    assertEquals("Bauamt", recent.of(berta, 1).getFirst().file().path().getFirst().name());
    assertEquals(List.of(), shown(anna));
    Actor chief = House.actor(files.house.people.byName("chief").orElseThrow());
    files.spaces.removeMember(chief, team.id(), berta.account().id());
    assertEquals(List.of(), shown(berta));
  }

  @Test
  void aHundredAreKeptOfEachPerson() {
    Node first = files.put(anna, "first.txt", "a");
    List<Happened> batch = new ArrayList<>(List.of(used(anna, "file.created", first, 0)));
    for (int n = 1; n <= 100; n++) {
      batch.add(used(anna, "file.created", files.put(anna, n + ".txt", "a"), n));
    }
    files.house.jdbi.useTransaction(handle -> recent.hear(handle, batch));
    long others =
        files.house.jdbi.withHandle(handle ->
            handle
                .createQuery("select count(*) from files.recent where account = ? and node <> ?")
                .bind(0, anna.account().id().value())
                .bind(1, first.id().value())
                .mapTo(Long.class)
                .one());
    assertEquals(100, others);
    assertEquals(Recent.MOST, recent.of(anna, 9_999).size());
    assertEquals("100.txt changed", shown(anna).getFirst());
  }

  private void hear(Happened... batch) {
    files.house.jdbi.useTransaction(handle -> recent.hear(handle, List.of(batch)));
  }

  private Happened used(Actor actor, String kind, Node node, long second) {
    return event(actor.account().id(), kind, node, second, "session, MANAGER");
  }

  private Happened event(
      @Nullable AccountId actor, String kind, Node node, long second, String right) {
    Long account = actor == null ? null : actor.value();
    Event event =
        new Event(
            kind,
            account,
            "browser",
            right,
            node.space().value(),
            node.id().value(),
            node.name(),
            null);
    return new Happened(++number, NOW.plusSeconds(second), event);
  }

  private List<String> shown(Actor actor) {
    return shown(recent.of(actor, Recent.MOST));
  }

  private static List<String> shown(List<Recent.Used> used) {
    return used.stream()
        .map(one -> {
          List<String> names = one.file().path().stream().map(Browse.Step::name).toList();
          return String.join("/", names.subList(1, names.size()))
              + (one.opened() ? " opened" : " changed");
        })
        .toList();
  }
}
