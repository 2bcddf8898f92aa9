package allmende.protocols;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Damages good input at random, always in the same way, and watches what a parser makes of it: a
/// value, or one of the exceptions it declares.
public final class Fuzz {
  private static final int ROUNDS = 4_000;
  private static final String SPICE =
      "\0\r\n\t <>&;%\"'/\\.,:=()[]-+*W0123456789fF\u007f\u00e9\u2028\ud83d\ude00";

  /// Something that reads bytes from the network.
  @FunctionalInterface
  public interface Parser {
    void parse(byte[] input) throws Exception;
  }

  /// Something that reads a header or a path.
  @FunctionalInterface
  public interface TextParser {
    void parse(String input) throws Exception;
  }

  private Fuzz() {}

  public static void bytes(
      List<String> seeds, Collection<Class<? extends Exception>> declared, Parser parser) {
    var random = new Random(20_261_123);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] seed = seeds.get(round % seeds.size()).getBytes(StandardCharsets.UTF_8);
      byte[] input = damage(seed, random);
      try {
        parser.parse(input);
      } catch (Exception thrown) {
        refused++;
        if (!declared.contains(thrown.getClass())) {
          fail("Undeclared for " + Arrays.toString(input), thrown);
        }
      }
    }
    assertTrue(refused > 0, "the damage never showed");
  }

  public static void text(
      List<String> seeds, Collection<Class<? extends Exception>> declared, TextParser parser) {
    var random = new Random(20_261_124);
    for (int round = 0; round < ROUNDS; round++) {
      String input = damage(seeds.get(round % seeds.size()), random);
      try {
        parser.parse(input);
      } catch (Exception thrown) {
        if (!declared.contains(thrown.getClass())) {
          fail("Undeclared for " + input, thrown);
        }
      }
    }
  }

  /// Packets, damaged or made of noise. A parser that declares nothing answers for everything.
  public static void packets(
      List<byte[]> seeds, Collection<Class<? extends Exception>> declared, Parser parser) {
    var random = new Random(20_261_125);
    for (int round = 0; round < 5 * ROUNDS; round++) {
      byte[] input = noise(random);
      if (round % 8 != 0) {
        byte[] seed = seeds.get(round % seeds.size());
        input = round % 2 == 0 ? damage(seed, random) : flip(seed, random);
      }
      try {
        parser.parse(input);
      } catch (Exception thrown) {
        if (!declared.contains(thrown.getClass())) {
          fail("Undeclared for " + HexFormat.of().formatHex(input), thrown);
        }
      }
    }
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(120)];
    random.nextBytes(bytes);
    return bytes;
  }

  /// The length stays, so that what is behind a check of lengths is reached.
  private static byte[] flip(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    for (int i = random.nextInt(6); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ 1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] damage(byte[] seed, Random random) {
    byte[] bytes = seed;
    for (int i = random.nextInt(4); i >= 0; i--) {
      int from = random.nextInt(bytes.length + 1);
      int to = Math.min(bytes.length, from + random.nextInt(12));
      byte[] middle = new byte[random.nextInt(8)];
      random.nextBytes(middle);
      bytes =
          switch (random.nextInt(4)) {
            case 0 -> splice(bytes, from, from, middle);
            case 1 -> splice(bytes, from, to, new byte[0]);
            case 2 -> splice(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
            default -> splice(bytes, from, to, spice(random).getBytes(StandardCharsets.UTF_8));
          };
    }
    return bytes;
  }

  private static String damage(String seed, Random random) {
    String text = seed;
    for (int i = random.nextInt(4); i >= 0; i--) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(6));
      text =
          switch (random.nextInt(4)) {
            case 0 ->
                text.substring(0, from) + (char) random.nextInt(0x10000) + text.substring(from);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, to) + text.substring(from);
            default -> text.substring(0, from) + spice(random) + text.substring(from);
          };
    }
    return text;
  }

  private static String spice(Random random) {
    int at = random.nextInt(SPICE.length());
    return SPICE.substring(at, at + 1);
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
    byte[] out = new byte[from + middle.length + bytes.length - to];
    System.arraycopy(bytes, 0, out, 0, from);
    System.arraycopy(middle, 0, out, from, middle.length);
    System.arraycopy(bytes, to, out, from + middle.length, bytes.length - to);
    return out;
  }
}
