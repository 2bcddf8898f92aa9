package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import allmende.identity.Actor;
import allmende.identity.Author;
import allmende.identity.House;
import allmende.platform.problem.Problem;
import allmende.spaces.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionsTest {
  @TempDir private Path folder;
  private FileHouse files;
  private Actor anna;

  @BeforeEach
  void open() {
    files = new FileHouse(folder);
    anna = files.person("anna");
  }

  @Test
  void whatAFileContainedIsListedTheNewestFirst() {
    FileId id = write("a.txt", "one", 1);
    write("a.txt", "three", 2);
    write("a.txt", "now", 3);
    List<Version> versions = files.versions.list(anna, id);
    assertEquals(List.of(2L, 1L), versions.stream().map(Version::mtime).toList());
    assertEquals(List.of("three", "one"), versions.stream().map(this::text).toList());
    assertEquals(5, versions.getFirst().content().size());
    assertEquals(Optional.of(anna.account().id()), versions.getFirst().author());
    Version first = versions.getLast();
    assertEquals(first.mtime(), files.versions.find(anna, id, first.id()).mtime());
  }

  @Test
  void aVersionComesBackAndTheContentOfNowBecomesOne() {
    files.folder(anna, "x");
    FileId id = write("x/a.txt", "one", 1);
    write("x/a.txt", "second", 2);
    Node before = files.find(anna, "x/a.txt");
    long above = files.find(anna, "x").etag();
    Entry entry = files.versions.restore(anna, id, files.versions.list(anna, id).getFirst().id());
    assertEquals("one", files.text(entry.node().content()));
    assertEquals(1, entry.node().mtime());
    assertNotEquals(before.etag(), entry.node().etag());
    assertNotEquals(above, files.find(anna, "x").etag());
    assertEquals(3, files.find(anna, "").size());
    assertEquals(
        List.of("second"), files.versions.list(anna, id).stream().map(this::text).toList());
    assertEquals(List.of("file.created", "file.changed", "version.restored"), files.events(id));
  }

  @Test
  void twoContentsOfTheSameTimeBothSurviveTheReturn() {
    FileId id = write("a.txt", "one", 7);
    write("a.txt", "two", 7);
    files.versions.restore(anna, id, files.versions.list(anna, id).getFirst().id());
    assertEquals("one", files.text(files.find(anna, "a.txt").content()));
    assertEquals(List.of("two"), files.versions.list(anna, id).stream().map(this::text).toList());
  }

  @Test
  void aVersionIsRemovedAndTheFileStays() {
    FileId id = write("a.txt", "one", 1);
    write("a.txt", "two", 2);
    VersionId version = files.versions.list(anna, id).getFirst().id();
    files.versions.delete(anna, id, version);
    assertEquals(List.of(), files.versions.list(anna, id));
    assertEquals("two", files.text(files.find(anna, "a.txt").content()));
    assertThrows(Problem.NotFound.class, () -> files.versions.delete(anna, id, version));
    assertThrows(Problem.NotFound.class, () -> files.versions.restore(anna, id, version));
  }

  @Test
  void aVersionBelongsToItsFile() {
    FileId id = write("a.txt", "one", 1);
    write("a.txt", "two", 2);
    FileId other = write("b.txt", "other", 1);
    VersionId version = files.versions.list(anna, id).getFirst().id();
    assertThrows(Problem.NotFound.class, () -> files.versions.find(anna, other, version));
    assertThrows(Problem.NotFound.class, () -> files.versions.restore(anna, other, version));
    assertThrows(Problem.NotFound.class, () -> files.versions.delete(anna, other, version));
    assertEquals("other", files.text(files.find(anna, "b.txt").content()));
  }

  @Test
  void whatWouldNotFitDoesNotComeBack() {
    FileId id = write("a.txt", "longer", 1);
    write("a.txt", "two", 2);
    files.spaces.setQuota(Author.COMMAND_LINE, files.personal(anna), 5L);
    VersionId version = files.versions.list(anna, id).getFirst().id();
    assertThrows(Problem.QuotaExceeded.class, () -> files.versions.restore(anna, id, version));
    assertEquals("two", files.text(files.find(anna, "a.txt").content()));
    assertEquals(1, files.versions.list(anna, id).size());
  }

  @Test
  void aLockOfSomebodyElseKeepsTheContentOfNow() {
    files.team("Team", anna, Role.EDITOR);
    FileId id = write("Team/a.txt", "one", 1);
    write("Team/a.txt", "two", 2);
    VersionId version = files.versions.list(anna, id).getFirst().id();
    files.lock(House.actor(files.house.people.byName("chief").orElseThrow()), "Team/a.txt");
    assertThrows(Problem.Locked.class, () -> files.versions.restore(anna, id, version));
    assertEquals("two", files.text(files.find(anna, "Team/a.txt").content()));
  }

  @Test
  void othersSeeNoneAndViewersChangeNone() {
    FileId mine = write("a.txt", "one", 1);
    files.team("Team", anna, Role.EDITOR);
    FileId ours = write("Team/a.txt", "one", 1);
    write("Team/a.txt", "two", 2);
    VersionId version = files.versions.list(anna, ours).getFirst().id();
    Actor ben = files.person("ben");
    assertThrows(Problem.NotFound.class, () -> files.versions.list(ben, mine));
    assertThrows(Problem.NotFound.class, () -> files.versions.list(ben, ours));
    files.spaces.setMember(
        House.actor(files.house.people.byName("chief").orElseThrow()),
        files.find(anna, "Team").space(),
        ben.account().id(),
        Role.VIEWER);
    assertEquals("one", text(files.versions.list(ben, ours).getFirst()));
    assertThrows(Problem.Denied.class, () -> files.versions.restore(ben, ours, version));
    assertThrows(Problem.Denied.class, () -> files.versions.delete(ben, ours, version));
    assertEquals("two", files.text(files.find(anna, "Team/a.txt").content()));
  }

  @Test
  void whatIsInTheTrashOrAFolderHasNone() {
    FileId id = write("a.txt", "one", 1);
    write("a.txt", "two", 2);
    VersionId version = files.versions.list(anna, id).getFirst().id();
    files.delete(anna, "a.txt");
    assertThrows(Problem.NotFound.class, () -> files.versions.list(anna, id));
    assertThrows(Problem.NotFound.class, () -> files.versions.restore(anna, id, version));
    FileId folder = files.folder(anna, "x").id();
    assertThrows(Problem.NotFound.class, () -> files.versions.list(anna, folder));
  }

  private FileId write(String path, String text, long mtime) {
    return files.put(anna, path, text, OptionalLong.of(mtime)).id();
  }

  private String text(Version version) {
    return files.text(version.content());
  }
}
