package allmende.protocols.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteRangeTest {
  @Test
  void examplesOfRfc9110Section14() {
    assertParts("bytes=0-499", 10_000, range(0, 499));
    assertParts("bytes=500-999", 10_000, range(500, 999));
    assertParts("bytes=-500", 10_000, range(9_500, 9_999));
    assertParts("bytes=9500-", 10_000, range(9_500, 9_999));
    assertParts("bytes=0-0,-1", 10_000, range(0, 0), range(9_999, 9_999));
    assertParts(
        "bytes= 0-999, 4500-5499, -1000",
        10_000,
        range(0, 999),
        range(4_500, 5_499),
        range(9_000, 9_999));
    assertParts("bytes=500-600,601-999", 10_000, range(500, 999));
    assertParts("bytes=500-700,601-999", 10_000, range(500, 999));
  }

  @Test
  void endsAreCutToTheSize() {
    assertParts("bytes=5-99999999999999999999999", 10, range(5, 9));
    assertParts("bytes=-99999999999999999999999", 10, range(0, 9));
    assertParts("bytes=0-0", 1, range(0, 0));
    assertParts("bytes=000000000000000000000001-2", 10, range(1, 2));
    assertParts("BYTES=1-2,,20-30", 10, range(1, 2));
  }

  @Test
  void nothingInsideIsUnsatisfiable() {
    for (String header :
        List.of(
            "bytes=10-",
            "bytes=10-20",
            "bytes=-0",
            "bytes=10-,99-",
            "bytes=99999999999999999999-")) {
      assertEquals(new ByteRange.Unsatisfiable(), ByteRange.parse(header, 10), header);
    }
    assertEquals(new ByteRange.Unsatisfiable(), ByteRange.parse("bytes=0-", 0));
    assertEquals(new ByteRange.Unsatisfiable(), ByteRange.parse("bytes=-5", 0));
  }

  @Test
  void whatCannotBeReadSelectsTheWhole() {
    for (String header :
        List.of(
            "",
            "0-1",
            "items=0-1",
            "bytes=a-b",
            "bytes=",
            "bytes=,",
            "bytes=1",
            "bytes=--1",
            "bytes=5-4",
            "bytes=0-1,5-4",
            "bytes=0-1;2-3",
            "bytes=1 - 2",
            "bytes=+1-2",
            "bytes=-",
            "bytes=\u0661-\u0662",
            "bytes=0-1" + ",3-4".repeat(ByteRange.MAX_RANGES))) {
      assertEquals(new ByteRange.Whole(), ByteRange.parse(header, 10), header);
    }
    assertEquals(new ByteRange.Whole(), ByteRange.parse(null, 10));
  }

  @Test
  void orderIsKeptUnlessRangesMeet() {
    assertParts("bytes=8-9,0-1", 10, range(8, 9), range(0, 1));
    assertParts("bytes=8-9,0-1,1-3", 10, range(0, 3), range(8, 9));
  }

  @Test
  void partsNeverOverlapAndSelectExactlyTheBytesAskedFor() {
    var random = new Random(5);
    for (int round = 0; round < 2_000; round++) {
      int size = 1 + random.nextInt(40);
      boolean[] asked = new boolean[size];
      List<String> specs = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        int first = random.nextInt(50);
        int last = first + random.nextInt(10);
        specs.add(first + "-" + last);
        if (first < size) {
          Arrays.fill(asked, first, Math.min(last + 1, size), true);
        }
      }
      boolean[] selected = new boolean[size];
      if (ByteRange.parse("bytes=" + String.join(",", specs), size)
          instanceof ByteRange.Parts(var ranges)) {
        for (ByteRange range : ranges) {
          for (long i = range.first(); i <= range.last(); i++) {
            assertTrue(!selected[(int) i], "twice");
            selected[(int) i] = true;
          }
        }
      }
      assertTrue(Arrays.equals(asked, selected), specs.toString());
    }
  }

  @Test
  void describesItself() {
    assertEquals("bytes 5-9/10", range(5, 9).contentRange(10));
    assertEquals(5, range(5, 9).length());
  }

  @Test
  void survivesDamage() {
    Fuzz.text(
        List.of("bytes=0-499,-5, 7-", "bytes=9-"),
        Collections.emptyList(),
        text -> ByteRange.parse(text, 100));
  }

  private static ByteRange range(long first, long last) {
    return new ByteRange(first, last);
  }

  private static void assertParts(String header, long size, ByteRange... ranges) {
    assertEquals(new ByteRange.Parts(List.of(ranges)), ByteRange.parse(header, size), header);
  }
}
