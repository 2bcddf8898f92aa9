package allmende.protocols.nextcloud;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import allmende.protocols.http.MalformedHeader;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeadersTest {
  private static final String SHA1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709";

  @Test
  void checksumsOfEveryClient() throws Exception {
    assertEquals(
        List.of(new OcChecksum(OcChecksum.Type.SHA1, SHA1)),
        OcChecksum.parse("sha1:" + SHA1.toUpperCase(Locale.ROOT)));
    assertEquals(
        List.of(OcChecksum.Type.MD5, OcChecksum.Type.SHA3_256, OcChecksum.Type.ADLER32),
        OcChecksum.parse(
                "  MD5:"
                    + "0".repeat(32)
                    + "\tSHA3-256:"
                    + "a".repeat(64)
                    + " CRC32:1234 ADLER32:1f ")
            .stream()
            .map(OcChecksum::type)
            .toList());
    assertEquals("SHA1:" + SHA1, OcChecksum.parse("SHA1:" + SHA1).getFirst().toString());
    assertTrue(OcChecksum.parse("X:y").isEmpty() && OcChecksum.parse("").isEmpty());
  }

  @Test
  void checksumsCompareWithDigests() throws Exception {
    assertTrue(new OcChecksum(OcChecksum.Type.SHA1, SHA1).matches(HexFormat.of().parseHex(SHA1)));
    assertTrue(OcChecksum.parse("ADLER32:62").getFirst().matches(new byte[] {0, 0, 0, 0x62}));
    assertFalse(OcChecksum.parse("ADLER32:62").getFirst().matches(new byte[] {0, 0, 1, 0x62}));
    assertFalse(new OcChecksum(OcChecksum.Type.SHA1, SHA1).matches(new byte[20]));
  }

  @Test
  void checksumsThatCannotBeAreRefused() {
    for (String bad :
        List.of(
            "SHA1",
            ":abc",
            "SHA1:",
            "SHA1:" + SHA1 + "0",
            "SHA1:" + SHA1.substring(1),
            "SHA1:" + "g".repeat(40),
            "MD5:" + SHA1,
            "ADLER32:",
            "ADLER32:123456789",
            "SHA1:" + "\uff10".repeat(40),
            "X:1 ".repeat(17) + "nonsense")) {
      assertThrows(MalformedHeader.class, () -> OcChecksum.parse(bad), bad);
    }
  }

  @Test
  void chunksOfEveryClientAreOrdered() {
    assertOrder("0000000000000000", "0000000000000001", "0000000000000010");
    assertOrder("00001", "00002", "00010", "10000");
    assertOrder("000001", "000002", "000010");
    assertOrder("1", "2", "10");
    assertOrder(
        "000000000000000-000000000000999",
        "000000000001000-000000000001999",
        "000000000010000-000000000010000");
  }

  @Test
  void aChunkBesideItsFileSaysWhereItBelongs() {
    assertEquals(
        new ChunkName.Legacy("a.txt", "4711", 12, 11),
        ChunkName.legacy("a.txt-chunking-4711-12-11").orElseThrow());
    assertEquals(
        new ChunkName.Legacy("b-chunking-1-2-0", "9", 3, 1),
        ChunkName.legacy("b-chunking-1-2-0-chunking-9-3-1").orElseThrow());
  }

  @Test
  void otherNamesAreNoChunks() {
    for (String bad :
        List.of(
            "",
            ".file",
            "a",
            "-1",
            "+1",
            "1a",
            "0x1",
            "1.5",
            " 1",
            "1\n",
            "\u0661",
            "1".repeat(19),
            "5-4",
            "1-",
            "-",
            "1-2-3",
            "x-chunking-1-2-0",
            "..",
            "1/2")) {
      assertTrue(ChunkName.orderKey(bad).isEmpty(), bad);
    }
    for (String bad :
        List.of(
            "x-chunking-1-2-2",
            "x-chunking-1-2",
            "-chunking-1-2-0",
            "x-chunking-a-2-0",
            "x-chunking-1-9999999999-0",
            "x-chunking-1-0-0",
            "x",
            "")) {
      assertTrue(ChunkName.legacy(bad).isEmpty(), bad);
    }
  }

  private static void assertOrder(String... names) {
    List<String> expected = List.of(names);
    List<String> sorted =
        Stream.of(names)
            .sorted(Comparator.reverseOrder())
            .sorted(Comparator.comparingLong(name -> ChunkName.orderKey(name).orElseThrow()))
            .toList();
    assertEquals(expected, sorted);
  }

  @Test
  void modificationTimes() throws Exception {
    assertEquals(1_700_000_000, Mtime.parse("1700000000"));
    assertEquals(1_700_000_000, Mtime.parse(" 1700000000.987 "));
    assertEquals(86_401, Mtime.parse("+86401."));
    assertEquals(253_402_300_799L, Mtime.parse("253402300799"));
    for (String bad :
        List.of(
            "",
            "0",
            "-1",
            "86400",
            "-1700000000",
            "0x6553F100",
            "1700000000x",
            "1e9",
            "now",
            "NaN",
            ".5",
            "1,5",
            "253402300800",
            "9".repeat(19),
            "\u0661".repeat(10))) {
      assertThrows(MalformedHeader.class, () -> Mtime.parse(bad), bad);
    }
  }

  @Test
  void fileIds() {
    assertEquals("00000042ocabc", FileIds.ocId(42, "ocabc"));
    assertEquals("1234567890oc", FileIds.ocId(1_234_567_890L, "oc"));
    for (long id : new long[] {0, 1, 99_999_999, 100_000_000, 999_999_999_999_999_999L}) {
      assertEquals(OptionalLong.of(id), FileIds.fileId(FileIds.ocId(id, "oc7x"), "oc7x"));
    }
    for (String bad :
        List.of("", "oc7x", "42oc7x", "00000042oc8x", "-0000042oc7x", "00000042", "0000004xoc7x")) {
      assertTrue(FileIds.fileId(bad, "oc7x").isEmpty(), bad);
    }
  }

  @Test
  void permissionsInNextcloudsOrder() {
    assertEquals("SRMGDNVW", new Permissions(0x3FF & ~Permissions.FOLDER).letters());
    assertEquals("SRMGDNVCK", new Permissions(0x3FF).letters());
    int all =
        Permissions.SHARE
            | Permissions.READ
            | Permissions.DELETE
            | Permissions.UPDATE
            | Permissions.CREATE;
    assertEquals("RGDNVW", new Permissions(all).letters());
    assertEquals("RGDNVCK", new Permissions(all | Permissions.FOLDER).letters());
    assertEquals("SG", new Permissions(Permissions.SHARED | Permissions.READ).letters());
    int readOnlyShare =
        Permissions.SHARED
            | Permissions.MOUNTED
            | Permissions.READ
            | Permissions.RENAME
            | Permissions.MOVE;
    assertEquals("SMGNV", new Permissions(readOnlyShare).letters());
    assertFalse(new Permissions(readOnlyShare).has(Permissions.UPDATE));
    assertEquals("", new Permissions(0).letters());
    assertArrayEquals(new byte[] {'G'}, new Permissions(Permissions.READ).ascii());
    assertTrue(new Permissions(all).has(Permissions.READ));
    assertFalse(new Permissions(all).has(Permissions.SHARED));
    assertThrows(IllegalArgumentException.class, () -> new Permissions(1024));
    assertThrows(IllegalArgumentException.class, () -> new Permissions(-1));
  }

  @Test
  void allSurviveDamage() {
    List<String> seeds =
        List.of(
            "SHA1:" + SHA1 + " ADLER32:1f",
            "0000-9999",
            "a-chunking-1-3-2",
            "1700000000.5",
            "00000042oc7x");
    Fuzz.text(seeds, List.of(MalformedHeader.class), OcChecksum::parse);
    Fuzz.text(seeds, List.of(MalformedHeader.class), Mtime::parse);
    Fuzz.text(seeds, List.of(), ChunkName::orderKey);
    Fuzz.text(seeds, List.of(), ChunkName::legacy);
    Fuzz.text(seeds, List.of(), text -> FileIds.fileId(text, "oc7x"));
  }
}
