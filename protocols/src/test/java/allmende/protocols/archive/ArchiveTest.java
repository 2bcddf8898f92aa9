package allmende.protocols.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.ByteSink;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private static final long MTIME = 1_700_000_000;

  @TempDir Path folder;

  @Test
  void aZipReadsBack() throws Exception {
    try (ZipFile zip = zip(ArchiveTest::fill)) {
      assertEquals(
          List.of("d/", "d/\u00fc \ud83d\ude00.txt", "empty"),
          zip.stream().map(java.util.zip.ZipEntry::getName).toList());
      var entry = zip.getEntry("d/\u00fc \ud83d\ude00.txt");
      assertEquals(5, entry.getSize());
      assertEquals(MTIME, entry.getLastModifiedTime().toInstant().getEpochSecond());
      assertEquals("hello", new String(zip.getInputStream(entry).readAllBytes(), UTF_8));
      assertTrue(zip.getEntry("d/").isDirectory());
    }
  }

  @Test
  void aZipOfVeryManyEntries() throws Exception {
    try (ZipFile zip =
        zip(writer -> {
          for (int i = 0; i < 70_000; i++) {
            writer.folder("f" + i, MTIME);
          }
        })) {
      assertEquals(70_000, zip.size());
      assertTrue(zip.getEntry("f69999/").isDirectory());
    }
  }

  @Test
  void aZipBeyondFourGibibytesSaysSoInZip64() throws Exception {
    long size = (1L << 32) + 5;
    var tail = new Tail();
    var writer = new ZipWriter(tail);
    writer.startFile("big", MTIME, size);
    byte[] piece = new byte[1 << 20];
    for (long left = size; left > 0; left -= Math.min(left, piece.length)) {
      writer.write(piece, 0, (int) Math.min(left, piece.length));
    }
    writer.endFile();
    writer.startFile("after", MTIME, 0);
    writer.endFile();
    writer.finish();
    byte[] end = tail.bytes();
    // The Zip64 end record: its signature, and two entries.
    int zip64End = indexOf(end, new byte[] {'P', 'K', 6, 6});
    assertEquals(2, end[zip64End + 32]);
    // The extra field of "big": header 1, length 16, then the size twice.
    int extra =
        indexOf(end, new byte[] {1, 0, 16, 0, 5, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0, 1, 0, 0, 0});
    assertTrue(extra > 0 && extra < zip64End);
    // The extra field of "after": only its offset lies beyond 32 bits.
    assertTrue(indexOf(end, new byte[] {1, 0, 8, 0}) > extra);
  }

  @Test
  void namesAreHarmless() throws Exception {
    assertEquals("a/b", EntryName.safe("/a//b/"));
    assertEquals("__/__/etc/passwd", EntryName.safe("../../etc/passwd"));
    assertEquals("_/a", EntryName.safe("./a"));
    assertEquals("a_.._b", EntryName.safe("a\\..\\b"));
    assertEquals("C_/x", EntryName.safe("C:/x"));
    assertEquals("12:30 notes", EntryName.safe("12:30 notes"));
    assertEquals("a_b_", EntryName.safe("a\nb\0"));
    assertEquals("_x", EntryName.safe("\ud800x"));
    for (String bad : List.of("", "/", "//")) {
      assertThrows(IllegalArgumentException.class, () -> EntryName.safe(bad), bad);
    }
    try (ZipFile zip = zip(writer -> writer.folder("../../evil", 0))) {
      assertFalse(zip.stream().anyMatch(entry -> entry.getName().contains("..")));
    }
  }

  @Test
  void contentMustBeAsLongAsAnnounced() throws Exception {
    var zip = new ZipWriter((_, _, _) -> {});
    assertThrows(IllegalStateException.class, () -> zip.write(new byte[1], 0, 1));
    assertThrows(IllegalStateException.class, zip::endFile);
    zip.startFile("a", 0, 2);
    assertThrows(IllegalStateException.class, () -> zip.folder("b", 0));
    assertThrows(IllegalStateException.class, zip::finish);
    assertThrows(IOException.class, () -> zip.write(new byte[3], 0, 3));
    assertThrows(IOException.class, zip::endFile);
    var tar = new TarWriter((_, _, _) -> {});
    tar.startFile("a", 0, 2);
    assertThrows(IOException.class, () -> tar.write(new byte[3], 0, 3));
    assertThrows(IOException.class, tar::endFile);
    assertThrows(IllegalStateException.class, tar::finish);
  }

  @Test
  void aTarReadsBack() throws Exception {
    var out = new ByteArrayOutputStream();
    var writer = new TarWriter(out::write);
    String deep = "long/".repeat(60) + "name";
    writer.folder("d", MTIME);
    writer.startFile("d/a", MTIME, 5);
    writer.write("hello".getBytes(UTF_8), 0, 5);
    writer.endFile();
    writer.startFile("d/\u00fc", MTIME, 0);
    writer.endFile();
    writer.startFile(deep, MTIME, 0);
    writer.endFile();
    writer.startFile("old", -1, 0);
    writer.endFile();
    writer.finish();
    byte[] tar = out.toByteArray();
    assertEquals(0, tar.length % 512);
    assertArrayEquals(new byte[1024], Arrays.copyOfRange(tar, tar.length - 1024, tar.length));
    assertEquals(
        List.of(
            "5 d/ 0 ",
            "0 d/a 5 hello",
            "x PaxHeader 13 13 path=d/\u00fc\n",
            "0 d/\u00fc 0 ",
            "x PaxHeader 314 314 path=" + deep + "\n",
            "0 " + deep.substring(0, 100) + " 0 ",
            "x PaxHeader 12 12 mtime=-1\n",
            "0 old 0 "),
        entries(tar));
  }

  @Test
  void aTarEntryBeyondEightGibibytesSaysSoInPax() {
    byte[] header = TarHeader.file("big", MTIME, 1L << 33);
    assertTrue(new String(header, US_ASCII).contains("19 size=8589934592\n"));
    assertEquals(3 * TarHeader.BLOCK, header.length);
    assertFalse(
        new String(TarHeader.file("big", MTIME, (1L << 33) - 1), US_ASCII).contains("size="));
  }

  private static List<String> entries(byte[] tar) {
    List<String> entries = new ArrayList<>();
    for (int at = 0; tar[at] != 0; ) {
      int sum = 0;
      for (int i = 0; i < 512; i++) {
        sum += i >= 148 && i < 156 ? ' ' : tar[at + i] & 0xFF;
      }
      assertEquals(sum, Integer.parseInt(field(tar, at + 148, 6), 8), "checksum");
      assertEquals("ustar\00000", new String(tar, at + 257, 8, US_ASCII));
      int size = Integer.parseInt(field(tar, at + 124, 11), 8);
      entries.add(
          (char) tar[at + 156]
              + " "
              + field(tar, at, 100)
              + " "
              + size
              + " "
              + new String(tar, at + 512, size, UTF_8));
      at += 512 + (size + 511) / 512 * 512;
    }
    return entries;
  }

  private static String field(byte[] tar, int at, int length) {
    String text = new String(tar, at, length, UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static void fill(ZipWriter writer) throws IOException {
    writer.folder("d", MTIME);
    writer.startFile("d/\u00fc \ud83d\ude00.txt", MTIME, 5);
    writer.write("xhello".getBytes(UTF_8), 1, 2);
    writer.write("llo".getBytes(UTF_8), 0, 3);
    writer.endFile();
    writer.startFile("empty", 0, 0);
    writer.endFile();
  }

  private interface Content {
    void writeTo(ZipWriter writer) throws IOException;
  }

  private ZipFile zip(Content content) throws IOException {
    Path file = folder.resolve("a.zip");
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      var writer = new ZipWriter(out::write);
      content.writeTo(writer);
      writer.finish();
    }
    return new ZipFile(file.toFile());
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i <= bytes.length - wanted.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  /// Keeps the small pieces at the end and forgets the content.
  private static final class Tail implements ByteSink {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    @Override
    public void write(byte[] b, int off, int len) {
      if (len < 1_000) {
        kept.write(b, off, len);
      }
    }

    byte[] bytes() {
      return kept.toByteArray();
    }
  }
}
