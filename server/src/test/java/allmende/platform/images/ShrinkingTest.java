package allmende.platform.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShrinkingTest {
  /// A lossy WebP of one pixel.
  private static final String WEBP = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void aPictureIsMadeSmall(String format) throws IOException {
    BufferedImage small = shrunk(written(picture(900, 300, Color.RED), format), 128);
    assertEquals(128, small.getWidth());
    assertEquals(43, small.getHeight());
    assertNear(Color.RED, small.getRGB(64, 20));
  }

  @Test
  void aSmallPictureIsNotEnlarged() throws IOException {
    BufferedImage small = shrunk(written(picture(20, 10, Color.BLUE), "png"), 128);
    assertEquals(20, small.getWidth());
    assertEquals(10, small.getHeight());
  }

  @Test
  void aLineOfPixelsStaysALine() throws IOException {
    BufferedImage small = shrunk(written(picture(4000, 1, Color.BLUE), "png"), 64);
    assertEquals(64, small.getWidth());
    assertEquals(1, small.getHeight());
  }

  @Test
  void whatIsTransparentStaysSo() throws IOException {
    BufferedImage clear = new BufferedImage(300, 300, BufferedImage.TYPE_INT_ARGB);
    Shrinking.Shrunk shrunk = shrink(written(clear, "png"), 64).orElseThrow();
    assertEquals("image/png", shrunk.type());
    BufferedImage small = ImageIO.read(new ByteArrayInputStream(shrunk.bytes()));
    assertEquals(0, small.getRGB(10, 10) >>> 24);
  }

  @Test
  void webpIsRead() {
    assertTrue(shrink(Base64.getDecoder().decode(WEBP), 64).isPresent());
  }

  /// Where the stored picture's red first row is seen after the camera's turn is undone.
  @ParameterizedTest
  @CsvSource({
    "1, top",
    "2, top",
    "3, bottom",
    "4, bottom",
    "5, left",
    "6, right",
    "7, right",
    "8, left"
  })
  void aTurnedPhotoStandsUpright(int orientation, String side) throws IOException {
    BufferedImage photo = picture(400, 200, Color.WHITE);
    Graphics2D graphics = photo.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, 400, 60);
    graphics.dispose();
    BufferedImage small = shrunk(turned(written(photo, "jpg"), orientation), 100);
    boolean sideways = orientation >= 5;
    assertEquals(sideways ? 50 : 100, small.getWidth());
    assertEquals(sideways ? 100 : 50, small.getHeight());
    int right = small.getWidth() - 3;
    int bottom = small.getHeight() - 3;
    int middle = small.getWidth() / 2;
    int half = small.getHeight() / 2;
    assertNear(side.equals("top") ? Color.RED : Color.WHITE, small.getRGB(middle, 2));
    assertNear(side.equals("bottom") ? Color.RED : Color.WHITE, small.getRGB(middle, bottom));
    assertNear(side.equals("left") ? Color.RED : Color.WHITE, small.getRGB(2, half));
    assertNear(side.equals("right") ? Color.RED : Color.WHITE, small.getRGB(right, half));
  }

  @Test
  void aPictureThatClaimsToBeHugeIsNotDecoded() throws IOException {
    assertEquals(Optional.empty(), shrink(pngClaiming(60_000, 60_000), 64));
    assertEquals(Optional.empty(), shrink(pngClaiming(Integer.MAX_VALUE, 1), 64));
    assertEquals(Optional.empty(), shrink(bmpClaiming(200_000, 200_000), 64));
    byte[] jpeg = written(picture(16, 16, Color.RED), "jpg");
    int frame = indexOf(jpeg, 0xFF, 0xC0);
    Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xFF);
    assertEquals(Optional.empty(), shrink(jpeg, 64));
    assertEquals(Optional.empty(), shrink(jpeg(0xC2, 8000, 8000), 64));
  }

  @Test
  void damagedFilesHaveNoPictureAndDoNoHarm() throws IOException {
    Random random = new Random(7);
    byte[] webp = Base64.getDecoder().decode(WEBP);
    List<byte[]> good =
        List.of(
            written(picture(90, 60, Color.RED), "png"),
            turned(written(picture(90, 60, Color.RED), "jpg"), 6),
            written(picture(90, 60, Color.RED), "gif"),
            written(picture(90, 60, Color.RED), "bmp"),
            webp);
    int made = 0;
    for (byte[] file : good) {
      for (int i = 0; i < 200; i++) {
        byte[] damaged = Arrays.copyOf(file, 12 + random.nextInt(file.length - 12));
        for (int j = random.nextInt(4); j > 0; j--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        made += shrink(damaged, 32).isPresent() ? 1 : 0;
      }
    }
    assertTrue(made < 1000);
  }

  @Test
  void whatIsNoPictureHasNone() {
    assertEquals(Optional.empty(), shrink(new byte[0], 64));
    assertEquals(Optional.empty(), shrink("<svg/>".getBytes(StandardCharsets.US_ASCII), 64));
    assertEquals(Optional.empty(), shrink(new byte[100_000], 64));
    assertEquals(
        Optional.empty(),
        shrink("GIF89a and then nothing".getBytes(StandardCharsets.US_ASCII), 64));
  }

  @Test
  void aStoredContentIsReadAsAStreamIs(@TempDir Path folder) throws IOException {
    byte[] bytes = new byte[200_000];
    new Random(1).nextBytes(bytes);
    BlobStore store = BlobStore.open(folder);
    Blob blob;
    try (BlobStore.Writer writer = store.writer()) {
      writer.write(ByteBuffer.wrap(bytes));
      blob = writer.finish();
    }
    try (BlobImageInputStream in = new BlobImageInputStream(store, blob)) {
      assertEquals(bytes.length, in.length());
      byte[] all = new byte[bytes.length];
      in.readFully(all);
      assertArrayEquals(bytes, all);
      assertEquals(-1, in.read());
      assertEquals(-1, in.read(new byte[1], 0, 1));
      in.seek(70_000);
      assertEquals(bytes[70_000] & 0xFF, in.read());
      in.seek(5);
      assertEquals(bytes[5] & 0xFF, in.read());
      in.seek(300_000);
      assertEquals(-1, in.read());
    }
  }

  private static Optional<Shrinking.Shrunk> shrink(byte[] file, int longest) {
    return Shrinking.of(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)), longest);
  }

  private static BufferedImage shrunk(byte[] file, int longest) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(shrink(file, longest).orElseThrow().bytes()));
  }

  private static BufferedImage picture(int width, int height, Color color) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }

  private static byte[] written(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, out));
    return out.toByteArray();
  }

  /// Puts an Exif segment behind the JPEG's first marker (Exif 2.32 §4.5.4, big endian).
  private static byte[] turned(byte[] jpeg, int orientation) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(jpeg, 0, 2);
    out.writeShort(0xFFE1);
    out.writeShort(2 + 6 + 8 + 2 + 12 + 4);
    out.writeBytes("Exif\0\0");
    out.writeBytes("MM");
    out.writeShort(42);
    out.writeInt(8);
    out.writeShort(1);
    out.writeShort(0x0112);
    out.writeShort(3);
    out.writeInt(1);
    out.writeShort(orientation);
    out.writeShort(0);
    out.writeInt(0);
    out.write(jpeg, 2, jpeg.length - 2);
    return bytes.toByteArray();
  }

  /// A PNG whose first chunk tells its size, and that ends there.
  private static byte[] pngClaiming(int width, int height) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(chunk);
    out.writeBytes("IHDR");
    out.writeInt(width);
    out.writeInt(height);
    out.write(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(chunk.toByteArray());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream file = new DataOutputStream(bytes);
    file.writeLong(0x89504E470D0A1A0AL);
    file.writeInt(13);
    file.write(chunk.toByteArray());
    file.writeInt((int) crc.getValue());
    pad(file);
    return bytes.toByteArray();
  }

  private static byte[] bmpClaiming(int width, int height) throws IOException {
    byte[] bmp = written(picture(16, 16, Color.RED), "bmp");
    ByteBuffer little = ByteBuffer.wrap(bmp).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    little.putInt(18, width);
    little.putInt(22, height);
    return bmp;
  }

  private static byte[] jpeg(int frame, int width, int height) throws IOException {
    byte[] jpeg = written(picture(16, 16, Color.RED), "jpg");
    int at = indexOf(jpeg, 0xFF, 0xC0);
    jpeg[at + 1] = (byte) frame;
    ByteBuffer.wrap(jpeg).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
    return jpeg;
  }

  private static int indexOf(byte[] bytes, int first, int second) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if ((bytes[i] & 0xFF) == first && (bytes[i + 1] & 0xFF) == second) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }

  private static void pad(OutputStream out) throws IOException {
    out.write(new byte[64]);
  }

  private static void assertNear(Color expected, int rgb) {
    Color actual = new Color(rgb);
    int distance =
        Math.abs(expected.getRed() - actual.getRed())
            + Math.abs(expected.getGreen() - actual.getGreen())
            + Math.abs(expected.getBlue() - actual.getBlue());
    assertTrue(distance < 60, "expected " + expected + " but saw " + actual);
  }
}
