package allmende.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.identity.MovableClock;
import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.spaces.SpaceId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewsTest {
  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock();
  private BlobStore blobs;
  private Previews previews;

  @BeforeEach
  void open() throws IOException {
    blobs = BlobStore.open(folder.resolve("blobs"));
    previews = new Previews(blobs, folder.resolve("previews"), 1 << 20, 2, clock);
  }

  @AfterEach
  void close() {
    previews.close();
  }

  @Test
  void whatWasMadeIsKeptAndFits() throws IOException {
    Node file = file("a.png", png(600, 300));
    Previews.Picture picture = previews.of(file, 300, 200).orElseThrow();
    assertEquals(192, ImageIO.read(new ByteArrayInputStream(picture.bytes())).getWidth());
    assertEquals(1, kept().size());
    assertArrayEquals(picture.bytes(), previews.of(file, 250, 199).orElseThrow().bytes());
    assertEquals(1, kept().size());
  }

  @Test
  void whatCannotBeReadIsTriedOnce() throws IOException {
    Node file = file("a.png", new byte[] {1, 2, 3});
    assertEquals(Optional.empty(), previews.of(file, 64, 64));
    assertEquals("none", Files.readString(kept().getFirst()));
    assertEquals(Optional.empty(), previews.of(file, 64, 64));
  }

  @Test
  void theNameDecidesWhetherToAskAndTheContentWhatItIs() throws IOException {
    assertEquals(Optional.empty(), previews.of(file("a.txt", png(60, 30)), 64, 64));
    assertTrue(previews.of(file("a.jpg", png(60, 30)), 64, 64).isPresent());
    assertEquals(1, kept().size());
  }

  @Test
  void oneThatACrashLeftShortIsMadeAgain() throws IOException {
    Node file = file("a.png", png(600, 300));
    byte[] whole = previews.of(file, 64, 64).orElseThrow().bytes();
    Path kept = kept().getFirst();
    Files.write(kept, new byte[0]);
    assertArrayEquals(whole, previews.of(file, 64, 64).orElseThrow().bytes());
    Files.write(kept, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertArrayEquals(whole, previews.of(file, 64, 64).orElseThrow().bytes());
  }

  @Test
  void thoseNobodyAskedForGoFirst() throws IOException {
    previews.close();
    Node old = file("a.png", png(600, 300));
    Node used = file("b.png", png(600, 301));
    long each = previews(1 << 20).of(old, 64, 64).orElseThrow().bytes().length;
    Previews small = previews(each * 4);
    small.of(old, 64, 64);
    small.of(used, 64, 64);
    clock.move(Duration.ofDays(2));
    small.of(used, 64, 64);
    for (int i = 2; i < 10; i++) {
      small.of(file("c.png", png(600, 300 + i)), 64, 64);
    }
    String oldName = old.content().hex();
    assertTrue(kept().stream().noneMatch(path -> path.toString().contains(oldName)));
    long held = 0;
    for (Path path : kept()) {
      held += Files.size(path);
    }
    assertTrue(held <= each * 4 + each, held + " bytes");
    small.close();
  }

  @Test
  void whatIsForgottenIsGone() throws IOException {
    Node file = file("a.png", png(600, 300));
    Node other = file("b.png", png(600, 301));
    previews.of(file, 64, 64);
    previews.of(file, 128, 128);
    previews.of(other, 64, 64);
    previews.forget(file.content());
    assertEquals(1, kept().size());
    assertTrue(kept().getFirst().toString().contains(other.content().hex()));
  }

  @Test
  void manyWhoAskAtOnceAreAllAnswered() throws Exception {
    Node file = file("a.png", png(600, 300));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<byte[]>> askers =
          IntStream.range(0, 50)
              .<Callable<byte[]>>mapToObj(
                  _ -> () -> previews.of(file, 64, 64).orElseThrow().bytes())
              .toList();
      byte[] one = previews.of(file, 64, 64).orElseThrow().bytes();
      for (Future<byte[]> answer : threads.invokeAll(askers)) {
        assertArrayEquals(one, answer.get());
      }
    }
    assertEquals(1, kept().size());
  }

  private Previews previews(long room) {
    return new Previews(blobs, folder.resolve("previews"), room, 1, clock);
  }

  private List<Path> kept() throws IOException {
    if (!Files.exists(folder.resolve("previews"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder.resolve("previews"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private Node file(String name, byte[] content) throws IOException {
    try (BlobStore.Writer writer = blobs.writer()) {
      writer.write(ByteBuffer.wrap(content));
      Blob blob = writer.finish();
      return new Node(
          new FileId(1),
          new SpaceId(1),
          Optional.of(new FileId(2)),
          name,
          false,
          blob.size(),
          0,
          0,
          blob.hash(),
          null);
    }
  }

  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }
}
