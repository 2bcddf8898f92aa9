package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.TestDatabase;
import allmende.files.store.TreeStore;
import allmende.platform.jobs.Job;
import allmende.spaces.SpaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class FoldingTest {
  private static final SpaceId SPACE = new SpaceId(1);

  private final Jdbi jdbi = TestDatabase.jdbi();
  private final TreeStore store = new TreeStore();
  private final Folding folding = new Folding(jdbi);

  @Test
  void whatAReaderSeesIsTheSameBeforeAndAfter() {
    List<Node> folders = folders("a", "b");
    for (int i = 1; i < 50; i++) {
      touch(folders.subList(0, 1 + i % 3), i * 0x9E3779B97F4A7C15L, i - 20, 1_000 + i % 7);
    }
    List<Node> before = walk("a", "b");
    assertEquals(Job.Left.NOTHING, folding.run());
    assertEquals(before, walk("a", "b"));
    assertEquals(0, waiting());
    assertEquals(before.getFirst().etag(), column("etag", before.getFirst()));
    assertEquals(before.getFirst().size(), column("size", before.getFirst()));
    folding.run();
    assertEquals(before, walk("a", "b"));
  }

  @Test
  void noReaderEverSeesHalfOfAFoldingWhileOthersWrite() throws Exception {
    List<Node> folders = folders("a", "b");
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger read = new AtomicInteger();
    List<String> torn = new ArrayList<>();
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              while (!stop.get()) {
                List<Node> now = walk("a", "b");
                for (int i = 0; i < now.size(); i++) {
                  // Each touch sets one bit of the etag and adds one byte: both must tell of as
                  // many.
                  long bits = Long.bitCount(now.get(i).etag() ^ folders.get(i).etag());
                  if (bits != now.get(i).size()) {
                    torn.add(bits + " bits, " + now.get(i).size() + " bytes");
                  }
                }
                read.incrementAndGet();
              }
            });
    Thread folder =
        Thread.ofVirtual()
            .start(() -> {
              while (!stop.get()) {
                folding.run();
              }
            });
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < 4; w++) {
      int first = w * 16;
      writers.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int bit = first; bit < first + 16; bit++) {
                  touch(folders, 1L << bit, 1, 5_000);
                }
              }));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    stop.set(true);
    reader.join();
    folder.join();
    assertEquals(List.of(), torn);
    assertTrue(read.get() > 0);
    folding.run();
    for (Node node : walk("a", "b")) {
      assertEquals(64, node.size());
      assertEquals(5_000, node.mtime());
    }
    assertEquals(0, waiting());
  }

  @Test
  void aFolderThatSomebodyHoldsIsLeftForLaterAndNobodyWaits() {
    List<Node> folders = folders("a");
    touch(folders, 42, 7, 5_000);
    List<Node> before = walk("a");
    // A handle of its own: within a transaction's callback this thread would share that handle.
    try (Handle holder = jdbi.open()) {
      holder.begin();
      holder.execute(
          "select from files.node where id = ? for no key update", folders.getLast().id().value());
      folding.run();
      assertEquals(1, waiting());
      assertEquals(before, walk("a"));
      holder.rollback();
    }
    folding.run();
    assertEquals(0, waiting());
    assertEquals(before, walk("a"));
  }

  @Test
  void touchesOfAFolderThatIsGoneGoToo() {
    jdbi.useHandle(handle ->
        handle.execute("insert into files.touch (node, etag, size, mtime) values (4711, 1, 1, 1)"));
    folding.run();
    assertEquals(0, waiting());
  }

  private void touch(List<Node> folders, long etag, long size, long mtime) {
    jdbi.useTransaction(handle -> store.touch(handle, folders, etag, size, mtime));
  }

  private List<Node> folders(String... names) {
    jdbi.useTransaction(handle -> {
      store.makeRoot(handle, SPACE, 100, 1);
      List<String> path = new ArrayList<>();
      for (String name : names) {
        Node parent = store.walk(handle, SPACE, path).nodes().getLast();
        var _ =
            store
                .insert(
                    handle, parent, NodeName.of(name), null, 100, 100, path.size() + 2, null, 1L)
                .orElseThrow();
        path.add(name);
      }
    });
    return walk(names);
  }

  private List<Node> walk(String... names) {
    return jdbi.withHandle(handle -> store.walk(handle, SPACE, List.of(names)).nodes());
  }

  private long waiting() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from files.touch").mapTo(Long.class).one());
  }

  private long column(String name, Node node) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select " + name + " from files.node where id = ?")
            .bind(0, node.id().value())
            .mapTo(Long.class)
            .one());
  }
}
