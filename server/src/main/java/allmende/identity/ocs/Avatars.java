package allmende.identity.ocs;

import allmende.identity.Account;
import allmende.identity.Gate;
import allmende.identity.People;
import allmende.identity.http.Callers;
import allmende.platform.problem.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A picture for everybody: their initial on a colour of their own. Clients ask for it in several
/// places.
public final class Avatars {
  private static final Logger log = LoggerFactory.getLogger(Avatars.class);
  private static final int LARGEST = 512;

  private final Gate gate;
  private final People people;

  public Avatars(Gate gate, People people) {
    this.gate = gate;
    this.people = people;
  }

  public void add(RoutesConfig routes) {
    routes.get("/index.php/avatar/{name}/{size}", this::answer);
    routes.get("/avatar/{name}/{size}", this::answer);
    routes.get("/remote.php/dav/avatars/{name}/{size}", this::answer);
  }

  private void answer(Context ctx) {
    gate.require(Callers.of(ctx));
    Account account =
        people
            .byName(ctx.pathParam("name"))
            .orElseThrow(() -> new Problem.NotFound("There is nobody of that name."));
    ctx.header("Cache-Control", "private, max-age=86400");
    ctx.contentType("image/png").result(png(account, size(ctx.pathParam("size"))));
  }

  private static int size(String text) {
    String digits = text.endsWith(".png") ? text.substring(0, text.length() - 4) : text;
    if (!digits.matches("[0-9]{1,4}")) {
      throw new Problem.Invalid("The size is not a number.");
    }
    return Math.clamp(Integer.parseInt(digits), 1, LARGEST);
  }

  /// A picture of this many pixels each way.
  static byte[] png(Account account, int size) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    float hue = Math.floorMod(account.name().hashCode(), 360) / 360f;
    graphics.setColor(Color.getHSBColor(hue, 0.55f, 0.55f));
    graphics.fill(new Ellipse2D.Double(0, 0, size, size));
    try {
      letter(graphics, account, size);
    } catch (RuntimeException | LinkageError e) {
      // A machine without any font still has colours.
      log.debug("no letter can be drawn", e);
    }
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void letter(Graphics2D graphics, Account account, int size) {
    String name = account.displayName().isBlank() ? account.name() : account.displayName().strip();
    String letter = name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.max(1, size / 2)));
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.setColor(Color.WHITE);
    graphics.drawString(
        letter,
        (size - metrics.stringWidth(letter)) / 2,
        (size - metrics.getHeight()) / 2 + metrics.getAscent());
  }
}
