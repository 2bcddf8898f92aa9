package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.TestDatabase;
import allmende.identity.Actor;
import allmende.identity.House;
import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.platform.events.Events;
import allmende.spaces.Spaces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damages each thing, and sees it named.
class CheckTest {
  private final House house = new House(TestDatabase.jdbi());
  @TempDir private Path folder;
  private BlobStore blobs;
  private Spaces spaces;
  private Tree tree;
  private Actor anna;

  @BeforeEach
  void fill() throws IOException {
    blobs = BlobStore.open(folder);
    spaces = new Spaces(house.jdbi, house.clock, house.people, house.groups, house.events);
    tree =
        new Tree(
            house.jdbi,
            house.clock,
            new Random(1),
            new Ways(house.jdbi, house.clock, spaces, house.people, house.groups),
            blobs,
            new Events(),
            new Remembered(true));
    anna = House.actor(house.person("anna", false));
    tree.makeFolder(anna, List.of("x"), Terms.NONE);
    tree.makeFolder(anna, List.of("x", "y"), Terms.NONE);
    put("x/y/a.txt", "first");
    put("x/y/a.txt", "hello!");
    put("gone.txt", "gone");
    tree.delete(anna, List.of("gone.txt"), Terms.NONE);
    Uploads uploads = new Uploads(house.jdbi, blobs, tree);
    uploads.begin(anna, "u");
    uploads.put(anna, "u", "00001", write("aaaa"));
    uploads.put(anna, "u", "00002", write("bbbb"));
    uploads.finish(
        anna,
        "u",
        List.of("joined.bin"),
        OptionalLong.empty(),
        OutputStream.nullOutputStream(),
        blob -> new Upload(blob, OptionalLong.empty(), Optional.empty()),
        Terms.NONE);
    uploads.begin(anna, "v");
    uploads.put(anna, "v", "00001", write("waiting"));
  }

  @Test
  void nothingIsWrongWithWhatNobodyDamaged() throws Exception {
    assertEquals(List.of(), findings(false));
    new Folding(house.jdbi).run();
    assertEquals(List.of(), findings(false));
    Check.Summary summary = check().run(false, _ -> {});
    assertEquals(6, summary.nodes());
    assertEquals(7, summary.contents());
    assertEquals(0, summary.wrong());
  }

  @Test
  void aMissingFileIsNamedWithWhatIsInIt() throws Exception {
    Blob blob = content("x", "y", "a.txt");
    Files.delete(file(blob));
    assertOne("Content " + blob.hex() + " (a.txt) is missing on disk.", true);
  }

  @Test
  void aNameThatCannotBeFoundAndAWordOfNoNameAreTold() throws Exception {
    house.jdbi.useHandle(handle -> handle.execute("delete from files.word where word = 'joined'"));
    assertOne("(joined.bin) cannot be found by its name.", true);
    house.jdbi.useHandle(handle ->
        handle.execute(
            "insert into files.word select space, 'joined', id from files.node where name = 'joined.bin'"));
    assertEquals(List.of(), findings(true));
    house.jdbi.useHandle(
        handle -> handle.execute("insert into files.word values (4711, 'nobody', 4711)"));
    assertOne("The word nobody of space 4711 belongs to no name.", true);
  }

  @Test
  void aShareThatCannotBeIsTold() throws Exception {
    long ben = house.person("ben", false).id().value();
    String insert =
        "insert into files.share (node, giver, account, rights, made)"
            + " select id, ?, ?, ?, now() from files.node where name = ?";
    long giver = anna.account().id().value();
    house.jdbi.useHandle(handle -> handle.execute(insert, giver, ben, 3, "joined.bin"));
    assertEquals(List.of(), findings(true));
    house.jdbi.useHandle(handle -> handle.execute("update files.share set rights = 15"));
    assertOne("(joined.bin) allows what cannot be shared there (15).", true);
    house.jdbi.useHandle(handle -> {
      handle.execute("update files.share set rights = 1");
      handle.execute("insert into files.received select id, giver, 'x', 'x' from files.share");
    });
    assertOne("Account " + giver + " has received share", true);
  }

  @Test
  void otherBytesAreFoundByReadingThem() throws Exception {
    Blob blob = content("x", "y", "a.txt");
    Files.writeString(file(blob), "jello!");
    assertEquals(List.of(), findings(true));
    assertOne("is damaged on disk", false);
  }

  @Test
  void anotherSizeIsFoundWithoutReading() throws Exception {
    Files.writeString(file(content("x", "y", "a.txt")), "hell");
    assertOne("has another size on disk than the 6 bytes", true);
  }

  @Test
  void aMissingPieceOfJoinedContentIsFound() throws Exception {
    Files.delete(file(write("bbbb")));
    List<String> found = findings(true);
    assertEquals(2, found.size(), found.toString());
    assertTrue(found.stream().anyMatch(one -> one.contains("(joined.bin)")), found.toString());
  }

  @Test
  void aListThatDiffersFromItsRowIsFound() throws Exception {
    Blob whole = content("joined.bin");
    blobs.writeList(whole, List.of(write("bbbb"), write("aaaa")));
    assertOne("is joined on disk from other contents", true);
  }

  @Test
  void aFileWithoutARowIsNamedWhenItIsOld() throws Exception {
    Blob stray = write("stray");
    List<String> young = new ArrayList<>();
    new Check(house.jdbi, Clock.systemUTC(), blobs, spaces, Duration.ofHours(1))
        .run(true, young::add);
    assertEquals(List.of(), young);
    Thread.sleep(20);
    assertOne("The file of content " + stray.hex() + " has no row", true);
  }

  @Test
  void contentThatNothingRefersToMayBeGone() throws Exception {
    Blob blob = write("unused");
    house.jdbi.useHandle(
        handle -> handle.execute("insert into files.blob (hash, size) values (?, 6)", blob.hash()));
    blobs.remove(blob.hash(), () -> true);
    assertEquals(List.of(), findings(false));
  }

  @Test
  void rowsThatContradictEachOtherAreFound() throws Exception {
    damage("update files.node set size = size + 1 where name = 'y'", "counts 7 bytes, but 6");
    damage("update files.node set size = size + 1 where name = 'a.txt'", "its content has 6");
    damage("update files.version set size = 99", "A version of Node");
    damage("update files.chunk set size = 99", "Chunk 00001 of upload v");
    damage("update files.node set parent = null where name = 'x'", "has no parent and is");
    damage("delete from files.node where name = 'x'", "(y) is in node 2, which does not exist");
    damage("delete from files.trash", "(gone.txt) has no parent and is");
    damage(
        "update files.node set parent = (select node from files.root) where name = 'gone.txt'",
        "is in the trash but still has a parent");
    damage(
        "update files.node set parent = (select id from files.node where name = 'y')"
            + " where name = 'x'",
        "(a.txt) cannot be reached");
    damage("update files.node set space = space + 1 where name = 'y'", "of another space");
    damage("update files.root set space = space + 1", "has files but no root");
    damage("delete from files.root", "has files but no root");
    damage("update files.trash set space = 77", "is in the trash of another space");
    damage(
        "update files.node set folder = true, blob = null where name = 'a.txt'",
        "which is a folder");
    damage(
        "update files.blob set segments = segments || '\\x00'::bytea where segments is not null",
        "which has no row");
    damage("update files.node set space = 4711", "There are files of space 4711");
    assertEquals(List.of(), findings(true));
  }

  /// Damages the rows, looks, and mends them again.
  private void damage(String sql, String expected) throws IOException {
    String copy = "create table saved.saved_%1$s as select * from files.%1$s";
    List<String> tables = List.of("node", "root", "trash", "version", "chunk", "blob");
    house.jdbi.useHandle(handle -> {
      handle.execute("create schema saved");
      for (String table : tables) {
        handle.execute(String.format(copy, table));
      }
      handle.execute("set session_replication_role = replica");
      handle.execute(sql);
      handle.execute("set session_replication_role = origin");
    });
    List<String> found = findings(true);
    assertTrue(found.stream().anyMatch(one -> one.contains(expected)), sql + ": " + found);
    house.jdbi.useHandle(handle -> {
      handle.execute("set session_replication_role = replica");
      for (String table : tables) {
        handle.execute("delete from files." + table);
        handle.execute(
            "insert into files."
                + table
                + (table.equals("node") || table.equals("version")
                    ? " overriding system value"
                    : "")
                + " select * from saved.saved_"
                + table);
      }
      handle.execute("set session_replication_role = origin");
      handle.execute("drop schema saved cascade");
    });
  }

  private void assertOne(String part, boolean quick) throws IOException {
    List<String> found = findings(quick);
    assertEquals(1, found.size(), found.toString());
    assertTrue(found.getFirst().contains(part), found.toString());
  }

  private List<String> findings(boolean quick) throws IOException {
    List<String> found = new ArrayList<>();
    assertEquals(check().run(quick, found::add).wrong(), found.size());
    return found;
  }

  private Check check() {
    return new Check(house.jdbi, Clock.systemUTC(), blobs, spaces, Duration.ZERO);
  }

  private Blob content(String... path) {
    return tree.find(anna, List.of(path)).node().content();
  }

  private Path file(Blob blob) {
    return folder.resolve(blob.hex().substring(0, 2)).resolve(blob.hex());
  }

  private void put(String path, String content) throws IOException {
    tree.put(
        anna,
        List.of(path.split("/")),
        new Upload(write(content), OptionalLong.empty(), Optional.empty()),
        Terms.NONE);
  }

  private Blob write(String text) throws IOException {
    try (BlobStore.Writer writer = blobs.writer()) {
      writer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      return writer.finish();
    }
  }
}
