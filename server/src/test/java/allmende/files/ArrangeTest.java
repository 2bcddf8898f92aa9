package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import allmende.files.Arrange.Placed;
import allmende.files.Arrange.Taken;
import allmende.identity.Actor;
import allmende.identity.Author;
import allmende.identity.House;
import allmende.platform.problem.Problem;
import allmende.spaces.Role;
import allmende.spaces.Space;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Moving and copying by number, with each answer to a name that is taken.
class ArrangeTest {
  private FileHouse files;
  private Actor anna;

  @BeforeEach
  void open(@TempDir Path folder) {
    files = new FileHouse(folder);
    anna = files.person("anna");
    files.folder(anna, "from");
    files.folder(anna, "to");
  }

  @Test
  void aCopyIsAnotherThingOfTheSameContent() {
    Node source = files.put(anna, "from/a.txt", "one");
    Placed copy = copy(source, "to", Taken.FAIL);
    assertNotEquals(source.id(), copy.entry().node().id());
    assertEquals("one", files.text(files.find(anna, "to/a.txt").content()));
    assertEquals("one", files.text(files.find(anna, "from/a.txt").content()));
    assertEquals(source.mtime(), copy.entry().node().mtime());
    assertEquals(Optional.empty(), copy.replaced());
    assertEquals(List.of("file.created"), files.events(copy.entry().node().id()));
    assertEquals(List.of("file.created"), files.events(source.id()));
  }

  @Test
  void aFolderIsCopiedWithAllThatIsInItAlsoBesideItself() {
    Node folder = files.folder(anna, "from/deep");
    files.put(anna, "from/deep/a.txt", "one");
    copy(folder, "from", Taken.RENAME);
    assertEquals(List.of("deep", "deep (2)"), files.names(anna, "from").stream().sorted().toList());
    assertEquals(List.of("a.txt"), files.names(anna, "from/deep (2)"));
    assertThrows(
        Problem.Conflict.class, () -> copy(files.find(anna, "from"), "from/deep", Taken.FAIL));
    assertEquals(List.of("a.txt"), files.names(anna, "from/deep"));
  }

  @Test
  void aTakenNameIsUpToTheAsker() {
    Node source = files.put(anna, "from/a.txt", "new");
    Node there = files.put(anna, "to/a.txt", "old");
    for (boolean copying : List.of(true, false)) {
      assertThrows(Problem.Exists.class, () -> place(copying, source, "to", Taken.FAIL));
    }
    assertEquals("old", files.text(files.find(anna, "to/a.txt").content()));

    assertEquals("a (2).txt", copy(source, "to", Taken.RENAME).entry().node().name());
    assertEquals("a (3).txt", move(source, "to", Taken.RENAME).entry().node().name());
    assertEquals(List.of(), files.names(anna, "from"));
    assertEquals("old", files.text(files.find(anna, "to/a.txt").content()));

    Node other = files.put(anna, "from/a.txt", "newer");
    Placed replaced = move(other, "to", Taken.REPLACE);
    assertEquals(Optional.of(there.id()), replaced.replaced());
    assertEquals(other.id(), files.find(anna, "to/a.txt").id());
    // What had the name is not lost.
    files.trash.restore(anna, there.id());
    assertEquals("old", files.text(files.find(anna, "to/a (4).txt").content()));
  }

  @Test
  void aFolderIsNeverReplacedAndReplacesNothing() {
    files.folder(anna, "to/a");
    files.put(anna, "to/a/inside.txt", "x");
    Node file = files.put(anna, "from/a", "x");
    assertThrows(Problem.Exists.class, () -> copy(file, "to", Taken.REPLACE));
    assertThrows(Problem.Exists.class, () -> move(file, "to", Taken.REPLACE));
    assertThrows(Problem.Exists.class, () -> move(files.find(anna, "to/a"), "from", Taken.REPLACE));
    assertEquals(List.of("inside.txt"), files.names(anna, "to/a"));
    assertEquals("a (2)", copy(file, "to", Taken.RENAME).entry().node().name());
  }

  @Test
  void whatGoesWhereItIsKeepsItsNameAndACopyOfItGetsAnother() {
    Node file = files.put(anna, "from/a.txt", "x");
    assertEquals("a.txt", move(file, "from", Taken.RENAME).entry().node().name());
    assertEquals("a (2).txt", copy(file, "from", Taken.RENAME).entry().node().name());
    assertThrows(Problem.Exists.class, () -> copy(file, "from", Taken.REPLACE));
    assertEquals(
        List.of("a (2).txt", "a.txt"), files.names(anna, "from").stream().sorted().toList());
  }

  @Test
  void aViewerCopiesFromASpaceAndNotIntoIt() {
    Space team = files.team("Einkauf", anna, Role.VIEWER);
    Actor chief = House.actor(files.house.people.byName("chief").orElseThrow());
    Node offer = files.put(chief, "Einkauf/Angebot.txt", "x");
    Node mine = files.put(anna, "from/mine.txt", "y");
    assertEquals("Angebot.txt", copy(offer, "to", Taken.FAIL).entry().node().name());
    FileId top = files.tree.rootOf(team.id());
    for (Taken taken : Taken.values()) {
      assertThrows(
          Problem.Denied.class,
          () -> files.arrange.copy(anna, mine.id(), top, Optional.empty(), taken));
      assertThrows(
          Problem.Denied.class,
          () -> files.arrange.move(anna, mine.id(), Optional.empty(), Optional.of(top), taken));
      assertThrows(
          Problem.Denied.class,
          () ->
              files.arrange.move(anna, offer.id(), Optional.empty(), Optional.of(id("to")), taken));
    }
    assertEquals(List.of("Angebot.txt"), files.names(chief, "Einkauf"));
    Actor bert = files.person("bert");
    Node berts = files.put(bert, "secret.txt", "z");
    assertThrows(Problem.NotFound.class, () -> copy(berts, "to", Taken.RENAME));
    assertThrows(
        Problem.NotFound.class,
        () ->
            files.arrange.copy(
                anna, mine.id(), berts.parent().orElseThrow(), Optional.empty(), Taken.FAIL));
    assertThrows(Problem.Denied.class, () -> copy(files.find(anna, ""), "to", Taken.FAIL));
  }

  @Test
  void aCopyNeedsRoomAndAnOpenFolder() {
    Node file = files.put(anna, "from/a.txt", "12345");
    files.spaces.setQuota(Author.COMMAND_LINE, files.personal(anna), 8L);
    assertThrows(Problem.QuotaExceeded.class, () -> copy(file, "to", Taken.FAIL));
    files.spaces.setQuota(Author.COMMAND_LINE, files.personal(anna), null);
    files.team("Einkauf", anna, Role.EDITOR);
    Actor chief = House.actor(files.house.people.byName("chief").orElseThrow());
    FileId locked = files.folder(chief, "Einkauf/x").id();
    files.lock(chief, "Einkauf/x");
    assertThrows(
        Problem.Locked.class,
        () -> files.arrange.copy(anna, file.id(), locked, Optional.empty(), Taken.FAIL));
    assertEquals(List.of(), files.names(anna, "Einkauf/x"));
  }

  @Test
  void whatATeamsNameWouldHideGetsANumber() {
    files.team("Einkauf", anna, Role.EDITOR);
    Node file = files.put(anna, "from/Einkauf", "x");
    FileId top = files.tree.rootOf(files.personal(anna));
    assertThrows(
        Problem.Exists.class,
        () -> files.arrange.copy(anna, file.id(), top, Optional.empty(), Taken.FAIL));
    assertEquals(
        "Einkauf (2)",
        files
            .arrange
            .copy(anna, file.id(), top, Optional.empty(), Taken.RENAME)
            .entry()
            .node()
            .name());
  }

  private Placed place(boolean copying, Node node, String folder, Taken taken) {
    return copying ? copy(node, folder, taken) : move(node, folder, taken);
  }

  private Placed copy(Node node, String folder, Taken taken) {
    return files.arrange.copy(anna, node.id(), id(folder), Optional.empty(), taken);
  }

  private Placed move(Node node, String folder, Taken taken) {
    return files.arrange.move(anna, node.id(), Optional.empty(), Optional.of(id(folder)), taken);
  }

  private FileId id(String path) {
    return files.find(anna, path).id();
  }
}
