package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.files.Documents.State;
import allmende.identity.MovableClock;
import allmende.platform.blobs.BlobStore;
import allmende.platform.office.FakeOffice;
import allmende.platform.office.OfficeProgram;
import allmende.platform.office.OfficeToPdf;
import allmende.spaces.SpaceId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock();
  private BlobStore blobs;
  private Path runs;

  @BeforeEach
  void open() throws IOException {
    blobs = BlobStore.open(folder.resolve("blobs"));
    Files.createDirectories(folder.resolve("hidden"));
    runs = Files.createDirectories(folder.resolve("runs"));
  }

  @Test
  void aDocumentIsMadeOnceAndKept() throws Exception {
    try (Documents documents = documents(FakeOffice.ANSWERS)) {
      Node file = file("Brief.DOCX", "Sehr geehrte");
      assertEquals(Optional.empty(), documents.pdf(file));
      assertEquals(new State.Waiting(0), documents.state(file));
      assertEquals(new State.Ready(), settled(documents, file));
      assertEquals("%PDF-1.7 of Sehr geehrte", Files.readString(documents.pdf(file).orElseThrow()));
      assertEquals(1, runs());
      // Equal contents share one, but not under an ending by which they are something else.
      assertEquals(new State.Ready(), documents.state(file("Kopie.docx", "Sehr geehrte")));
      assertTrue(documents.pdf(file("a.rtf", "Sehr geehrte")).isEmpty());
      documents.forget(file.content());
      assertTrue(documents.pdf(file).isEmpty());
    }
  }

  @Test
  void whatFailsIsNotTriedForEver() throws Exception {
    try (Documents documents = documents(FakeOffice.FAILS)) {
      Node file = file("a.odt", "bad");
      assertEquals(new State.Failed(), settled(documents, file));
      assertEquals(new State.Failed(), documents.state(file));
      assertEquals(1, runs());
      assertTrue(documents.pdf(file).isEmpty());
      clock.move(Duration.ofDays(8));
      assertEquals(new State.Failed(), settled(documents, file));
      assertEquals(2, runs());
    }
    // Another process knows of it, too.
    try (Documents documents = documents(FakeOffice.ANSWERS)) {
      assertEquals(new State.Failed(), documents.state(file("a.odt", "bad")));
    }
  }

  @Test
  void whatHangsHoldsTheOthersBackOnlyUntilItIsStopped() throws Exception {
    try (Documents documents =
        documents("case $(cat \"$document\") in bad) sleep 600;; esac; " + FakeOffice.ANSWERS)) {
      Node bad = file("a.docx", "bad");
      Node good = file("b.docx", "good");
      assertEquals(new State.Waiting(0), documents.state(bad));
      assertEquals(new State.Waiting(1), documents.state(good));
      assertEquals(new State.Ready(), settled(documents, good));
      assertEquals(new State.Failed(), documents.state(bad));
    }
  }

  @Test
  void theQueueHasAnEnd() throws Exception {
    try (Documents documents = documents("sleep 600")) {
      int taken = 0;
      while (documents.state(file("a.docx", "document " + taken)) instanceof State.Waiting) {
        taken++;
        assertTrue(taken < 100);
      }
      assertEquals(new State.Busy(), documents.state(file("a.docx", "one more")));
    }
  }

  @Test
  void withoutAProgramThereIsNone() throws Exception {
    OfficeProgram none = new OfficeProgram("none", Map.of());
    try (Documents documents = documents(none)) {
      assertEquals(new State.NoConverter(), documents.state(file("a.docx", "x")));
    }
  }

  @Test
  void onlyDocumentsAreTriedAndNoneThatIsTooLarge() throws Exception {
    assertFalse(Documents.mayHave(file("a.txt", "x")));
    assertFalse(Documents.mayHave(file("docx", "x").called("a.sh")));
    assertFalse(Documents.mayHave(file("a.docx", "")));
    try (Documents documents = documents(FakeOffice.ANSWERS)) {
      assertEquals(new State.Failed(), documents.state(file("a.docx", "x".repeat(2000))));
      assertEquals(0, runs());
    }
  }

  private Documents documents(String does) {
    String counted = "touch '" + runs + "'/$$-$(cat /proc/sys/kernel/random/uuid); " + does;
    Path program = FakeOffice.that(counted, folder);
    return documents(new OfficeProgram(program.toString(), Map.of()));
  }

  private Documents documents(OfficeProgram program) {
    OfficeToPdf.Limits limits = new OfficeToPdf.Limits(64 << 20, Duration.ofSeconds(3), 1 << 20);
    return new Documents(
        blobs,
        folder.resolve("documents"),
        1 << 20,
        1000,
        program,
        new OfficeToPdf(folder.resolve("hidden"), limits),
        clock);
  }

  private static State settled(Documents documents, Node file) throws Exception {
    State state = documents.state(file);
    while (state instanceof State.Waiting) {
      Thread.sleep(10);
      state = documents.state(file);
    }
    return state;
  }

  private long runs() throws IOException {
    try (Stream<Path> all = Files.list(runs)) {
      return all.count();
    }
  }

  private Node file(String name, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    try (BlobStore.Writer writer = blobs.writer()) {
      writer.write(ByteBuffer.wrap(bytes));
      var blob = writer.finish();
      return new Node(
          new FileId(1),
          new SpaceId(1),
          Optional.of(new FileId(2)),
          name,
          false,
          bytes.length,
          0,
          1,
          blob.hash(),
          null);
    }
  }
}
