package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.identity.Actor;
import allmende.identity.Author;
import allmende.identity.House;
import allmende.platform.problem.Problem;
import allmende.spaces.Role;
import allmende.spaces.Space;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrashTest {
  @TempDir private Path folder;
  private FileHouse files;
  private Actor anna;

  @BeforeEach
  void open() {
    files = new FileHouse(folder);
    anna = files.person("anna");
  }

  @Test
  void whatIsThrownAwayTellsWhatItWasAndComesBack() {
    files.folder(anna, "x");
    Node file = files.put(anna, "x/a.txt", "hello");
    files.delete(anna, "x/a.txt");
    Trash.Item item = list().getFirst();
    assertEquals(file.id(), item.node().id());
    assertEquals("a.txt", item.node().name());
    assertEquals(5, item.node().size());
    assertEquals("x/a.txt", item.place());
    assertEquals(List.of("x", "a.txt"), item.path());
    assertEquals(files.house.clock.instant().getEpochSecond(), item.deletedAt());
    assertEquals(Optional.of(anna.account().id()), item.deleter());

    long root = files.find(anna, "").etag();
    long above = files.find(anna, "x").etag();
    Entry back = files.trash.restore(anna, item.node().id());
    assertEquals(file.etag(), back.node().etag());
    assertEquals("hello", files.text(files.find(anna, "x/a.txt").content()));
    assertNotEquals(root, files.find(anna, "").etag());
    assertNotEquals(above, files.find(anna, "x").etag());
    assertEquals(5, files.find(anna, "").size());
    assertEquals(List.of(), list());
    assertEquals(List.of("file.created", "file.deleted", "file.restored"), files.events(file.id()));
  }

  @Test
  void aFolderBringsBackWhatIsInIt() {
    files.folder(anna, "x");
    files.put(anna, "x/a.txt", "hello");
    FileId id = files.find(anna, "x").id();
    files.delete(anna, "x");
    assertEquals(0, files.find(anna, "").size());
    files.trash.restore(anna, id);
    assertEquals(5, files.find(anna, "").size());
    assertEquals("hello", files.text(files.find(anna, "x/a.txt").content()));
  }

  @Test
  void theTopTakesWhatHasLostItsFolder() {
    files.folder(anna, "x");
    FileId file = files.put(anna, "x/a.txt", "hello").id();
    files.delete(anna, "x/a.txt");
    files.delete(anna, "x");
    files.trash.restore(anna, file);
    assertEquals(List.of("a.txt"), files.names(anna, ""));

    files.delete(anna, "a.txt");
    files.trash.empty(anna, files.personal(anna));
    assertThrows(Problem.NotFound.class, () -> files.trash.restore(anna, file));
  }

  @Test
  void aFolderThatWasMovedMeanwhileIsStillTheOldPlace() {
    files.folder(anna, "x");
    FileId file = files.put(anna, "x/a.txt", "hello").id();
    files.delete(anna, "x/a.txt");
    files.folder(anna, "y");
    files.tree.move(anna, List.of("x"), List.of("y", "z"), false, Terms.NONE);
    files.trash.restore(anna, file);
    assertEquals(List.of("a.txt"), files.names(anna, "y/z"));
  }

  @Test
  void aTakenNameIsNumberedAndNothingIsOverwritten() {
    FileId first = files.put(anna, "a.tar", "1").id();
    files.delete(anna, "a.tar");
    FileId second = files.put(anna, "a.tar", "2").id();
    files.delete(anna, "a.tar");
    files.put(anna, "a.tar", "3");
    files.trash.restore(anna, first);
    files.trash.restore(anna, second);
    assertEquals(List.of("a (2).tar", "a (3).tar", "a.tar"), files.names(anna, ""));
    assertEquals("1", files.text(files.find(anna, "a (2).tar").content()));
    assertEquals("3", files.text(files.find(anna, "a.tar").content()));
  }

  @Test
  void aNumberedNameStaysWithinTheLimit() {
    String longest = "ü".repeat(125) + ".txt";
    FileId id = files.put(anna, longest, "1").id();
    files.delete(anna, longest);
    files.put(anna, longest, "2");
    files.trash.restore(anna, id);
    assertTrue(files.names(anna, "").contains("ü".repeat(123) + " (2).txt"));
  }

  @Test
  void itComesBackToAnotherPlaceWhenAskedTo() {
    FileId id = files.put(anna, "a.txt", "1").id();
    files.delete(anna, "a.txt");
    files.folder(anna, "x");
    files.put(anna, "x/taken", "2");
    assertThrows(Problem.Exists.class, () -> files.trash.restore(anna, id, List.of("x", "taken")));
    assertThrows(
        Problem.Conflict.class, () -> files.trash.restore(anna, id, List.of("y", "b.txt")));
    assertThrows(Problem.Exists.class, () -> files.trash.restore(anna, id, List.of()));
    assertEquals("2", files.text(files.find(anna, "x/taken").content()));
    files.trash.restore(anna, id, List.of("x", "b.txt"));
    assertEquals("1", files.text(files.find(anna, "x/b.txt").content()));
  }

  @Test
  void itComesBackIntoAnotherSpace() {
    files.team("Team", anna, Role.EDITOR);
    files.folder(anna, "x");
    files.put(anna, "x/a.txt", "hello");
    FileId id = files.find(anna, "x").id();
    files.delete(anna, "x");
    files.trash.restore(anna, id, List.of("Team", "x"));
    assertEquals(files.find(anna, "Team").space(), files.find(anna, "Team/x/a.txt").space());
    assertEquals(5, files.find(anna, "Team").size());
  }

  @Test
  void whatDoesNotFitAnyMoreStaysInTheTrash() {
    FileId id = files.put(anna, "a.txt", "hello").id();
    files.delete(anna, "a.txt");
    files.spaces.setQuota(Author.COMMAND_LINE, files.personal(anna), 4L);
    assertThrows(Problem.QuotaExceeded.class, () -> files.trash.restore(anna, id));
    assertEquals(1, list().size());
    assertEquals(List.of(), files.names(anna, ""));
  }

  @Test
  void purgingRemovesEverythingBelowAndNothingElse() {
    files.folder(anna, "x");
    files.folder(anna, "x/y");
    FileId deep = files.put(anna, "x/y/a.txt", "1").id();
    files.put(anna, "x/y/a.txt", "2");
    files.put(anna, "b.txt", "3");
    FileId id = files.find(anna, "x").id();
    files.delete(anna, "x");
    files.trash.purge(anna, id);
    assertEquals(0, count("files.node where id = " + deep.value()));
    assertEquals(0, count("files.version"));
    assertEquals(0, count("files.trash"));
    assertEquals(
        0, count("files.touch t where not exists (select from files.node where id = t.node)"));
    assertEquals(List.of("b.txt"), files.names(anna, ""));
    assertEquals(List.of("folder.created", "folder.deleted", "folder.purged"), files.events(id));
    assertThrows(Problem.NotFound.class, () -> files.trash.purge(anna, id));
  }

  @Test
  void whatIsNotInTheTrashIsNotPurged() {
    FileId id = files.put(anna, "a.txt", "1").id();
    assertThrows(Problem.NotFound.class, () -> files.trash.purge(anna, id));
    assertThrows(Problem.NotFound.class, () -> files.trash.restore(anna, id));
    assertEquals(List.of("a.txt"), files.names(anna, ""));
  }

  @Test
  void whatLiesBelowSomethingInTheTrashIsNoItem() {
    files.folder(anna, "x");
    FileId inside = files.put(anna, "x/a.txt", "1").id();
    files.delete(anna, "x");
    assertThrows(Problem.NotFound.class, () -> files.trash.restore(anna, inside));
    assertThrows(Problem.NotFound.class, () -> files.trash.purge(anna, inside));
  }

  @Test
  void othersSeeNothingOfIt() {
    Actor ben = files.person("ben");
    FileId id = files.put(anna, "a.txt", "1").id();
    files.delete(anna, "a.txt");
    assertThrows(Problem.NotFound.class, () -> files.trash.find(ben, id));
    assertThrows(Problem.NotFound.class, () -> files.trash.restore(ben, id));
    assertThrows(Problem.NotFound.class, () -> files.trash.restore(ben, id, List.of("mine.txt")));
    assertThrows(Problem.NotFound.class, () -> files.trash.purge(ben, id));
    assertThrows(Problem.NotFound.class, () -> files.trash.empty(ben, files.personal(anna)));
    assertThrows(
        Problem.NotFound.class,
        () -> files.trash.page(ben, files.personal(anna), Optional.empty(), 10));
    assertEquals(1, list().size());
  }

  @Test
  void aTeamsTrashIsOpenToItsWritersAlone() {
    Space team = files.team("Team", anna, Role.EDITOR);
    Actor ben = files.person("ben");
    files.spaces.setMember(
        House.actor(files.house.people.byName("chief").orElseThrow()),
        team.id(),
        ben.account().id(),
        Role.VIEWER);
    FileId id = files.put(anna, "Team/a.txt", "1").id();
    files.delete(anna, "Team/a.txt");
    assertEquals(List.of("Team", "a.txt"), list().getFirst().path());
    assertEquals(List.of(), list(ben));
    assertThrows(
        Problem.Denied.class, () -> files.trash.page(ben, team.id(), Optional.empty(), 10));
    assertThrows(Problem.Denied.class, () -> files.trash.find(ben, id));
    assertThrows(Problem.Denied.class, () -> files.trash.restore(ben, id));
    assertThrows(Problem.Denied.class, () -> files.trash.purge(ben, id));
    assertThrows(Problem.Denied.class, () -> files.trash.empty(ben, team.id()));
    files.trash.restore(anna, id);
    assertEquals(List.of("a.txt"), files.names(ben, "Team"));
  }

  @Test
  void nothingComesBackIntoAFolderThatSomebodyElseLocked() {
    Space team = files.team("Team", anna, Role.EDITOR);
    Actor ben = files.person("ben");
    files.spaces.setMember(
        House.actor(files.house.people.byName("chief").orElseThrow()),
        team.id(),
        ben.account().id(),
        Role.EDITOR);
    files.folder(anna, "Team/x");
    FileId id = files.put(anna, "Team/x/a.txt", "1").id();
    files.delete(anna, "Team/x/a.txt");
    files.lock(ben, "Team/x");
    assertThrows(Problem.Locked.class, () -> files.trash.restore(anna, id));
    assertEquals(List.of(), files.names(anna, "Team/x"));
    files.trash.restore(ben, id);
    assertEquals(List.of("a.txt"), files.names(anna, "Team/x"));
  }

  @Test
  void emptyingOneSpaceLeavesTheOthers() {
    Space team = files.team("Team", anna, Role.EDITOR);
    files.put(anna, "Team/a.txt", "1");
    files.delete(anna, "Team/a.txt");
    files.put(anna, "b.txt", "1");
    files.delete(anna, "b.txt");
    files.trash.empty(anna, team.id());
    assertEquals(List.of("b.txt"), list().stream().map(Trash.Item::place).toList());
  }

  private List<Trash.Item> list() {
    return list(anna);
  }

  private List<Trash.Item> list(Actor actor) {
    List<Trash.Item> items = new ArrayList<>();
    files.trash.list(actor, items::add);
    return items;
  }

  private int count(String from) {
    return files.house.jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from " + from).mapTo(Integer.class).one());
  }
}
