package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import allmende.TestDatabase;
import allmende.identity.Actor;
import allmende.identity.House;
import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.platform.events.Events;
import allmende.platform.jobs.Job;
import allmende.platform.problem.Problem;
import allmende.spaces.Spaces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiryTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration DAY = Duration.ofDays(1);

  private final House house = new House(TestDatabase.jdbi());
  private final Events events = new Events();
  @TempDir private Path folder;
  private BlobStore blobs;
  private Tree tree;
  private Uploads uploads;
  private Actor anna;

  @BeforeEach
  void open() throws IOException {
    blobs = BlobStore.open(folder);
    Spaces spaces = new Spaces(house.jdbi, house.clock, house.people, house.groups, house.events);
    tree =
        new Tree(
            house.jdbi,
            house.clock,
            new Random(1),
            new Ways(house.jdbi, house.clock, spaces, house.people, house.groups),
            blobs,
            events,
            new Remembered(true));
    uploads = new Uploads(house.jdbi, blobs, tree);
    anna = House.actor(house.person("anna", false));
  }

  @Test
  void theTrashForgetsWhatHasBeenThereForLong() throws Exception {
    tree.makeFolder(anna, List.of("x"), Terms.NONE);
    put("x/old.txt");
    put("young.txt");
    put("kept.txt");
    tree.delete(anna, List.of("x"), Terms.NONE);
    house.clock.move(Duration.ofDays(29));
    tree.delete(anna, List.of("young.txt"), Terms.NONE);
    TrashExpiry expiry = new TrashExpiry(house.jdbi, house.clock, events, MONTH);
    assertEquals(Job.Left.NOTHING, expiry.run());
    assertEquals(2, count("files.trash"));
    house.clock.move(Duration.ofDays(2));
    expiry.run();
    assertEquals(1, count("files.trash"));
    assertEquals(
        List.of("kept.txt", "young.txt"),
        names("select name from files.node where not folder order by name"));
    assertEquals(
        List.of("x"),
        names("select name from events.event where kind = 'folder.purged' and actor is null"));
  }

  @Test
  void zeroDaysKeepTheTrashForEver() throws Exception {
    put("a.txt");
    tree.delete(anna, List.of("a.txt"), Terms.NONE);
    house.clock.move(Duration.ofDays(10_000));
    new TrashExpiry(house.jdbi, house.clock, events, Duration.ZERO).run();
    assertEquals(1, count("files.trash"));
  }

  @Test
  void versionsThinOut() throws Exception {
    for (int i = 0; i < 5; i++) {
      put("a.txt");
      put("b.txt");
      house.clock.move(Duration.ofSeconds(1));
    }
    assertEquals(8, count("files.version"));
    // Of a.txt all are of one hour some days ago, of b.txt each is of another day.
    house.jdbi.useHandle(handle -> {
      handle.execute(
          """
          update files.version v
          set made = date_trunc('hour', ?::timestamptz) - interval '5 days' - make_interval(
            days => case when n.name = 'a.txt' then 0 else (v.id % 10)::int end,
            secs => v.id)
          from files.node n where n.id = v.node
          """,
          house.clock.instant().atOffset(ZoneOffset.UTC));
    });
    VersionThinning thinning = new VersionThinning(house.jdbi, house.clock, events);
    assertEquals(Job.Left.NOTHING, thinning.run());
    assertEquals(1, versions("a.txt"));
    assertEquals(4, versions("b.txt"));
    assertEquals(
        List.of("a.txt: 3"),
        names("select name || ': ' || detail from events.event where kind = 'version.expired'"));
    thinning.run();
    assertEquals(5, count("files.version"));
  }

  @Test
  void anUploadIsGivenUpWhenNothingArrivesForLong() throws Exception {
    for (String name : List.of("abandoned", "slow", "new")) {
      uploads.begin(anna, name);
    }
    uploads.put(anna, "abandoned", "00001", write());
    uploads.put(anna, "slow", "00001", write());
    house.jdbi.useHandle(handle -> {
      handle.execute("update files.upload set started = timestamptz '2026-11-20T10:00:00Z'");
      handle.execute(
          "update files.upload set started = timestamptz '2026-11-23T09:00:00Z' where name = 'new'");
      handle.execute("update files.chunk set arrived = timestamptz '2026-11-23T09:00:00Z'");
      handle.execute(
          "update files.chunk set arrived = timestamptz '2026-11-21T10:00:00Z' where upload = 'abandoned'");
    });
    new UploadExpiry(house.jdbi, house.clock, events, DAY).run();
    assertEquals(1, uploads.parts(anna, "slow").size());
    assertEquals(List.of(), uploads.parts(anna, "new"));
    assertThrows(Problem.NotFound.class, () -> uploads.parts(anna, "abandoned"));
    assertEquals(
        List.of("abandoned"), names("select name from events.event where kind = 'upload.expired'"));
  }

  @Test
  void timesThatMakeNoSenseAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new KeepingTimes(Duration.ZERO, MONTH, DAY));
    assertThrows(
        IllegalArgumentException.class, () -> new KeepingTimes(DAY, Duration.ofDays(-1), DAY));
    assertThrows(IllegalArgumentException.class, () -> new KeepingTimes(DAY, MONTH, Duration.ZERO));
  }

  private void put(String path) throws IOException {
    tree.put(
        anna,
        List.of(path.split("/")),
        new Upload(write(), OptionalLong.empty(), Optional.empty()),
        Terms.NONE);
  }

  private Blob write() throws IOException {
    try (BlobStore.Writer writer = blobs.writer()) {
      writer.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)));
      return writer.finish();
    }
  }

  private long versions(String name) {
    return house.jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select count(*) from files.version v join files.node n on n.id = v.node"
                    + " where n.name = ?")
            .bind(0, name)
            .mapTo(Long.class)
            .one());
  }

  private long count(String table) {
    return house.jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }

  private List<String> names(String sql) {
    return house.jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
