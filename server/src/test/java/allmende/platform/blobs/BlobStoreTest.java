package allmende.platform.blobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreTest {
  @TempDir Path folder;
  private BlobStore blobs;

  @BeforeEach
  void open() throws IOException {
    blobs = BlobStore.open(folder);
  }

  @Test
  void namesContentByItsHash() throws Exception {
    Blob blob = write("hello");
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest("hello".getBytes(StandardCharsets.UTF_8));
    assertArrayEquals(hash, blob.hash());
    assertEquals("hello", read(blob, 0, 5));
    assertEquals("ell", read(blob, 1, 3));
  }

  @Test
  void joinsWithoutCopyingAndReadsAcrossTheSeams() throws Exception {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    List<Blob> segments = List.of(write("abc"), write("def"), write("gh"));
    Blob whole = blobs.join(segments, seen);
    assertFalse(blobs.holds(whole));
    blobs.writeList(whole, segments);
    assertEquals("abcdefgh", seen.toString(StandardCharsets.UTF_8));
    assertArrayEquals(
        MessageDigest.getInstance("SHA-256").digest("abcdefgh".getBytes(StandardCharsets.UTF_8)),
        whole.hash());
    assertEquals("abcdefgh", read(whole, 0, 8));
    assertEquals("cdefg", read(whole, 2, 5));
    assertEquals("gh", read(whole, 6, 2));
    assertEquals(3, blobs.segments(whole).size());
    assertTrue(blobs.holds(whole));
    assertTrue(blobs.verify(whole));
  }

  @Test
  void whatIsRemovedIsGoneWithItsList() throws Exception {
    List<Blob> segments = List.of(write("abc"), write("def"));
    Blob whole = blobs.join(segments, OutputStream.nullOutputStream());
    blobs.writeList(whole, segments);
    write("abcdef");
    assertTrue(blobs.touched(whole.hash()).isPresent());
    assertTrue(blobs.remove(whole.hash(), () -> true));
    assertFalse(blobs.holds(whole));
    assertTrue(blobs.touched(whole.hash()).isEmpty());
    assertTrue(blobs.holds(segments.getFirst()));
  }

  @Test
  void whatIsHeldOrUsedIsNotRemoved() throws Exception {
    Blob blob;
    try (BlobStore.Writer writer = blobs.writer()) {
      writer.write(bytes("hello"));
      blob = writer.finish();
      assertFalse(blobs.remove(blob.hash(), () -> true), "it has just arrived");
    }
    try (BlobStore.Held _ = blobs.hold(blob)) {
      try (BlobStore.Held _ = blobs.hold(blob)) {
        assertFalse(blobs.remove(blob.hash(), () -> true));
      }
      assertFalse(blobs.remove(blob.hash(), () -> true), "another holds it still");
    }
    assertFalse(blobs.remove(blob.hash(), () -> false));
    assertTrue(blobs.holds(blob));
    assertTrue(blobs.remove(blob.hash(), () -> true));
    assertFalse(blobs.holds(blob));
  }

  @Test
  void contentOfEverySizeComesBack() throws Exception {
    for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 200_000}) {
      byte[] content = new byte[size];
      new Random(size).nextBytes(content);
      Blob blob;
      try (BlobStore.Writer writer = blobs.writer()) {
        for (int at = 0; at < size; at += 7_000) {
          writer.write(ByteBuffer.wrap(content, at, Math.min(7_000, size - at)));
        }
        blob = writer.finish();
      }
      assertEquals(size, blob.size());
      assertTrue(blobs.verify(blob), size + " bytes");
      assertArrayEquals(content, bytes(blob));
    }
    try (Stream<Path> halves = Files.list(folder.resolve("arriving"))) {
      assertEquals(0, halves.count());
    }
  }

  @Test
  void whatACrashLeftShortIsMended() throws Exception {
    Blob blob = write("hello");
    Path file = folder.resolve(blob.hex().substring(0, 2)).resolve(blob.hex());
    Files.writeString(file, "he");
    assertFalse(blobs.holds(blob));
    assertEquals(blob.hex(), write("hello").hex());
    assertTrue(blobs.verify(blob));
  }

  @Test
  void aWitnessThatThrowsLeavesNothing() throws Exception {
    Blob one = write("abc");
    Blob two = write("def");
    OutputStream refusing =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no");
          }
        };
    assertThrows(IOException.class, () -> blobs.join(List.of(one, two), refusing));
    try (Stream<Path> files = Files.walk(folder)) {
      assertEquals(2, files.filter(Files::isRegularFile).count());
    }
  }

  @Test
  void contentThatIsGivenUpLeavesNothing() throws Exception {
    for (int size : new int[] {10, 100_000}) {
      try (BlobStore.Writer writer = blobs.writer()) {
        writer.write(ByteBuffer.wrap(new byte[size]));
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertEquals(0, files.filter(Files::isRegularFile).count());
    }
  }

  @Test
  void findsDamage() throws Exception {
    Blob blob = write("hello");
    Path file = folder.resolve(blob.hex().substring(0, 2)).resolve(blob.hex());
    Files.writeString(file, "jello");
    assertFalse(blobs.verify(blob));
    Files.writeString(file, "hell");
    assertFalse(blobs.holds(blob));
    Files.delete(file);
    assertFalse(blobs.holds(blob));
    assertFalse(blobs.verify(blob));
    assertThrows(NoSuchFileException.class, () -> read(blob, 0, 5));
  }

  private Blob write(String text) throws IOException {
    try (BlobStore.Writer writer = blobs.writer()) {
      writer.write(bytes(text));
      return writer.finish();
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] bytes(Blob blob) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    blobs.copy(blob, 0, blob.size(), out);
    return out.toByteArray();
  }

  private String read(Blob blob, long first, long length) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    blobs.copy(blob, first, length, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
