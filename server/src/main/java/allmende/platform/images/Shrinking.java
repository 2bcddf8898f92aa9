package allmende.platform.images;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Makes a small picture of a large one. Only every n-th pixel of a large one is decoded, and what
/// would need too much memory or time even so has no small picture: a few bytes can claim to be
/// billions of pixels.
public final class Shrinking {
  private static final long MOST_PIXELS = 100_000_000;

  /// A pixel may take eight bytes.
  private static final long MOST_DECODED_PIXELS = 12_000_000;

  /// Such a JPEG is held in memory as a whole, at three to six bytes a pixel.
  private static final long MOST_PROGRESSIVE_PIXELS = 24_000_000;

  /// The reader of this format keeps a whole frame as objects.
  private static final long MOST_WEBP_PIXELS = 4_200_000;

  private static final float QUALITY = 0.82f;

  private Shrinking() {}

  /// A small picture.
  ///
  /// @param type `image/jpeg` or, when it has something transparent, `image/png`
  public record Shrunk(byte[] bytes, String type) {}

  /// @param in at its beginning; the caller closes it
  /// @param longest what the longer side has in pixels at the most; a smaller picture is not
  ///   enlarged
  /// @return nothing for what is no picture, or none that can be read within the limits
  public static Optional<Shrunk> of(ImageInputStream in, int longest) {
    try {
      byte[] head = new byte[ImageKind.HEAD];
      in.readFully(head);
      Optional<ImageKind> kind = ImageKind.of(head);
      in.seek(0);
      return kind.isEmpty() ? Optional.empty() : shrink(in, kind.get(), longest);
    } catch (EOFException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      // Readers answer damaged files with all kinds of exceptions.
      return Optional.empty();
    }
  }

  private static Optional<Shrunk> shrink(ImageInputStream in, ImageKind kind, int longest)
      throws IOException {
    JpegHead jpeg = new JpegHead(false, 1);
    if (kind == ImageKind.JPEG) {
      jpeg = JpegHead.read(in);
      in.seek(0);
    }
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(kind.type());
    if (!readers.hasNext()) {
      return Optional.empty();
    }
    ImageReader reader = readers.next();
    try {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if ((long) width * height > most(kind, jpeg)) {
        return Optional.empty();
      }
      ImageReadParam param = reader.getDefaultReadParam();
      int step = Math.max(1, Math.max(width, height) / (2 * longest));
      while ((long) (width / step) * (height / step) > MOST_DECODED_PIXELS) {
        step++;
      }
      param.setSourceSubsampling(step, step, 0, 0);
      return Optional.of(written(scaled(reader.read(0, param), longest, jpeg.orientation())));
    } finally {
      reader.dispose();
    }
  }

  private static long most(ImageKind kind, JpegHead jpeg) {
    return switch (kind) {
      case WEBP -> MOST_WEBP_PIXELS;
      case JPEG -> jpeg.progressive() ? MOST_PROGRESSIVE_PIXELS : MOST_PIXELS;
      case PNG, GIF, BMP -> MOST_PIXELS;
    };
  }

  private static BufferedImage scaled(BufferedImage image, int longest, int orientation) {
    BufferedImage now = image;
    int width = image.getWidth();
    int height = image.getHeight();
    // By halves, because bilinear scaling looks at four pixels only.
    while (Math.max(width, height) >= 2 * longest) {
      width = Math.max(1, width / 2);
      height = Math.max(1, height / 2);
      now = drawn(now, width, height, 1);
    }
    double factor = Math.min(1, (double) longest / Math.max(width, height));
    return drawn(
        now,
        Math.max(1, (int) Math.round(width * factor)),
        Math.max(1, (int) Math.round(height * factor)),
        orientation);
  }

  /// @param width before it is turned upright
  private static BufferedImage drawn(BufferedImage image, int width, int height, int orientation) {
    boolean sideways = orientation >= 5;
    BufferedImage drawn =
        new BufferedImage(
            sideways ? height : width,
            sideways ? width : height,
            image.getColorModel().hasAlpha()
                ? BufferedImage.TYPE_INT_ARGB
                : BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = drawn.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.transform(upright(orientation, width, height));
      graphics.drawImage(image, 0, 0, width, height, null);
    } finally {
      graphics.dispose();
    }
    return drawn;
  }

  /// Where the corner of the stored picture belongs (Exif 2.32 §4.6.4, tag 0x0112).
  private static AffineTransform upright(int orientation, int width, int height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }

  private static Shrunk written(BufferedImage image) throws IOException {
    boolean alpha = image.getColorModel().hasAlpha();
    String type = alpha ? "image/png" : "image/jpeg";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByMIMEType(type).next();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (!alpha) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(QUALITY);
      }
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return new Shrunk(bytes.toByteArray(), type);
  }
}
