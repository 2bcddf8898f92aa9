package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.TestDatabase;
import allmende.files.store.TrashStore;
import allmende.files.store.UploadStore;
import allmende.identity.Actor;
import allmende.identity.House;
import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.platform.events.Events;
import allmende.platform.jobs.Job;
import allmende.platform.problem.Problem;
import allmende.spaces.Spaces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final House house = new House(TestDatabase.jdbi());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  @TempDir private Path folder;
  private BlobStore blobs;
  private final List<Blob> forgotten = new CopyOnWriteArrayList<>();
  private Tree tree;
  private Uploads uploads;
  private Actor anna;

  @BeforeEach
  void open() throws IOException {
    blobs = BlobStore.open(folder.resolve("blobs"));
    Spaces spaces = new Spaces(house.jdbi, house.clock, house.people, house.groups, house.events);
    tree =
        new Tree(
            house.jdbi,
            house.clock,
            new Random(1),
            new Ways(house.jdbi, house.clock, spaces, house.people, house.groups),
            blobs,
            new Events(),
            new Remembered(true));
    uploads = new Uploads(house.jdbi, blobs, tree);
    anna = House.actor(house.person("anna", false));
  }

  @Test
  void contentGoesWithTheLastThatReferredToIt() throws Exception {
    Blob blob = put("a.txt", "hello");
    tree.copy(anna, List.of("a.txt"), List.of("b.txt"), false, true, Terms.NONE);
    collect(Duration.ZERO);
    purge("a.txt");
    collect(Duration.ZERO);
    assertTrue(blobs.verify(blob));
    purge("b.txt");
    collect(Duration.ZERO);
    assertFalse(blobs.holds(blob));
    assertEquals(0, rows());
    assertEquals(0, files());
    assertEquals(1, meters.get("allmende.blobs.removed").counter().count());
    assertEquals(List.of(blob.hex()), forgotten.stream().map(Blob::hex).toList());
  }

  @Test
  void versionsAndTheTrashKeepTheirContents() throws Exception {
    Blob one = put("a.txt", "one");
    Blob two = put("a.txt", "two!");
    tree.delete(anna, List.of("a.txt"), Terms.NONE);
    collect(Duration.ZERO);
    assertTrue(blobs.verify(one));
    assertTrue(blobs.verify(two));
  }

  @Test
  void nothingGoesWithinTheGrace() throws Exception {
    Blob blob = put("a.txt", "hello");
    Blob stray = write("stray");
    purge("a.txt");
    collect(HOUR);
    collect(HOUR);
    assertTrue(blobs.verify(blob));
    assertTrue(blobs.verify(stray));
  }

  @Test
  void theGraceBeginsWhenNothingRefersToItAnyMore() throws Exception {
    Blob blob = put("a.txt", "hello");
    house.jdbi.useHandle(
        handle -> handle.execute("update files.blob set touched = now() - interval '1 year'"));
    purge("a.txt");
    collect(HOUR);
    collect(HOUR);
    assertTrue(blobs.verify(blob));
  }

  @Test
  void whatIsReferredToAgainStays() throws Exception {
    Blob blob = put("a.txt", "hello");
    purge("a.txt");
    house.jdbi.useHandle(
        handle -> handle.execute("update files.blob set unused = now() - interval '1 year'"));
    put("b.txt", "hello");
    collect(Duration.ZERO);
    assertTrue(blobs.verify(blob));
  }

  @Test
  void filesWithoutARowGo() throws Exception {
    Blob stray = write("stray");
    Path other = folder.resolve("blobs/00/not-ours.txt");
    Files.writeString(other, "mine");
    collect(Duration.ZERO);
    assertFalse(blobs.holds(stray));
    assertTrue(Files.exists(other));
    assertEquals(0, rows());
  }

  @Test
  void aRoundGoesThroughEveryFolder() throws Exception {
    for (int i = 0; i < 40; i++) {
      write("stray " + i);
    }
    Collector collector = collector(Duration.ZERO);
    int folders = 1;
    while (collector.run() == Job.Left.MORE) {
      folders++;
    }
    assertEquals(256, folders);
    assertEquals(0, files());
  }

  @Test
  void joinedContentKeepsItsPiecesAndGoesWithThem() throws Exception {
    upload("u", "big.bin", "aaaa", "bbbb");
    collect(Duration.ZERO);
    Blob whole = tree.find(anna, List.of("big.bin")).node().content();
    assertTrue(blobs.verify(whole));
    assertEquals(3, rows());
    purge("big.bin");
    collect(Duration.ZERO);
    collect(Duration.ZERO);
    assertEquals(0, rows());
    assertEquals(0, files());
  }

  @Test
  void equalContentJoinedFromOtherPiecesKeepsTheFirstPieces() throws Exception {
    upload("u", "one.bin", "aaaa", "bbbb");
    upload("v", "two.bin", "aa", "aabbbb");
    collect(Duration.ZERO);
    Blob whole = tree.find(anna, List.of("two.bin")).node().content();
    assertTrue(blobs.verify(whole));
    purge("one.bin");
    collect(Duration.ZERO);
    assertTrue(blobs.verify(whole));
  }

  @Test
  void aListThatACrashLeftIsWrittenAnew() throws Exception {
    List<Blob> other = List.of(write("aa"), write("aabbbb"));
    Blob whole = blobs.join(other, OutputStream.nullOutputStream());
    blobs.writeList(whole, other);
    upload("u", "one.bin", "aaaa", "bbbb");
    collect(Duration.ZERO);
    assertTrue(blobs.verify(whole));
  }

  @Test
  void whatIsHeldStaysUntilItIsLetGo() throws Exception {
    Blob blob = put("one.txt", "some text");
    purge("one.txt");
    try (BlobStore.Held _ = blobs.hold(blob)) {
      collect(Duration.ZERO);
      collect(Duration.ZERO);
      put("held.txt", blob);
      purge("held.txt");
    }
    assertTrue(blobs.verify(blob));
    collect(Duration.ZERO);
    collect(Duration.ZERO);
    assertFalse(blobs.holds(blob));
    assertEquals(0, rows());
  }

  @Test
  void joinedContentThatACrashTookFromItsRowIsWrittenAnew() throws Exception {
    upload("u", "one.bin", "aaaa", "bbbb");
    Blob whole = content("one.bin").orElseThrow();
    assertTrue(blobs.remove(whole.hash(), () -> true));
    upload("v", "two.bin", "aaaab", "bbb");
    assertTrue(blobs.verify(whole));
    purge("one.bin");
    collect(Duration.ZERO);
    collect(Duration.ZERO);
    assertTrue(blobs.verify(content("two.bin").orElseThrow()));
  }

  @Test
  void anUploadThatLostAPieceIsNotJoined() throws Exception {
    Blob one = write("aaaa");
    Blob whole = blobs.join(List.of(one, write("bbbb")), OutputStream.nullOutputStream());
    house.jdbi.useTransaction(handle -> {
      UploadStore.Joined joined = new UploadStore().claimJoined(handle, whole, List.of(one));
      assertFalse(joined.complete());
    });
    assertEquals(0, rows());
  }

  @Test
  void underAStormEveryFileStaysReadable() throws Exception {
    // A few contents in a few files, so that each comes and goes all the time.
    int contents = 8;
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger done = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int w = 0; w < 4; w++) {
      Random random = new Random(w);
      String mine = "w" + w + "-";
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < 150; i++) {
                  try {
                    String name = mine + random.nextInt(2);
                    switch (random.nextInt(5)) {
                      case 0, 1 -> put(name, "content " + random.nextInt(contents));
                      case 2 ->
                          tree.copy(
                              anna, List.of(name), List.of(name + "c"), true, true, Terms.NONE);
                      default -> purge(random.nextBoolean() ? name : name + "c");
                    }
                    done.incrementAndGet();
                  } catch (Problem.Unavailable e) {
                    asked.incrementAndGet();
                  } catch (Problem.NotFound | Problem.Conflict e) {
                    // The dice chose a name that is not there now.
                    continue;
                  } catch (Throwable e) {
                    failures.add(e);
                  }
                }
              }));
    }
    Thread collector =
        Thread.ofVirtual()
            .start(() -> {
              while (!stop.get()) {
                try {
                  collect(Duration.ZERO);
                } catch (Throwable e) {
                  failures.add(e);
                }
              }
            });
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              while (!stop.get()) {
                try {
                  unreadable().forEach(name -> failures.add(new AssertionError(name)));
                } catch (Throwable e) {
                  failures.add(e);
                }
              }
            });
    for (Thread thread : threads) {
      thread.join();
    }
    stop.set(true);
    collector.join();
    reader.join();
    assertEquals(List.of(), List.copyOf(failures));
    assertTrue(done.get() > 100, done + " done, " + asked + " asked to come again");
    assertEquals(List.of(), unreadable());
    double removed = meters.get("allmende.blobs.removed").counter().count();
    assertTrue(removed > 3, removed + " removed");
  }

  /// The names of the files whose content cannot be read, though they are still there.
  private List<String> unreadable() throws IOException {
    List<String> names = new ArrayList<>();
    tree.list(anna, List.of(), entry -> names.add(entry.node().name()));
    List<String> broken = new ArrayList<>();
    for (String name : names.subList(1, names.size())) {
      Optional<Blob> content = content(name);
      if (content.isPresent()
          && !blobs.verify(content.get())
          && content(name).map(Blob::hex).equals(content.map(Blob::hex))) {
        broken.add(name);
      }
    }
    return broken;
  }

  private Optional<Blob> content(String name) {
    try {
      return Optional.of(tree.find(anna, List.of(name)).node().content());
    } catch (Problem.NotFound e) {
      return Optional.empty();
    }
  }

  private Blob put(String name, String content) throws IOException {
    try (BlobStore.Writer writer = blobs.writer()) {
      writer.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
      Blob blob = writer.finish();
      put(name, blob);
      return blob;
    }
  }

  private void put(String name, Blob blob) {
    Upload upload = new Upload(blob, OptionalLong.empty(), Optional.empty());
    tree.put(anna, List.of(name), upload, Terms.NONE);
  }

  private void upload(String id, String name, String... chunks) throws IOException {
    uploads.begin(anna, id);
    for (int i = 0; i < chunks.length; i++) {
      uploads.put(anna, id, String.format("%05d", i + 1), write(chunks[i]));
    }
    uploads.finish(
        anna,
        id,
        List.of(name),
        OptionalLong.empty(),
        OutputStream.nullOutputStream(),
        blob -> new Upload(blob, OptionalLong.empty(), Optional.empty()),
        Terms.NONE);
  }

  private Blob write(String text) throws IOException {
    try (BlobStore.Writer writer = blobs.writer()) {
      writer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      return writer.finish();
    }
  }

  private void purge(String name) {
    tree.delete(anna, List.of(name), Terms.NONE);
    TrashStore trash = new TrashStore();
    List<Long> there =
        house.jdbi.withHandle(
            handle -> handle.createQuery("select node from files.trash").mapTo(Long.class).list());
    for (long id : there) {
      house.jdbi.useTransaction(handle -> trash.purge(handle, new FileId(id)));
    }
  }

  /// Goes through the folders that anything could be in; a round through all takes its time.
  private void collect(Duration grace) throws IOException {
    Set<Integer> folders = new TreeSet<>();
    house.jdbi.useHandle(handle ->
        handle
            .createQuery("select distinct get_byte(hash, 0) from files.blob")
            .mapTo(Integer.class)
            .forEach(folders::add));
    try (Stream<Path> all = Files.walk(folder.resolve("blobs"))) {
      all.filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.length() >= 64)
          .forEach(name -> folders.add(Integer.parseInt(name.substring(0, 2), 16)));
    }
    Collector collector = collector(grace);
    for (int each : folders) {
      collector.collect(each);
    }
  }

  private Collector collector(Duration grace) {
    return new Collector(house.jdbi, Clock.systemUTC(), blobs, grace, forgotten::add, meters);
  }

  private long rows() {
    return house.jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from files.blob").mapTo(Long.class).one());
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("blobs"))) {
      return all.filter(Files::isRegularFile).count();
    }
  }
}
