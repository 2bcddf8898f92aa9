package allmende.platform.office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.platform.office.OfficeToPdf.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficeToPdfTest {
  private static final long MEMORY = 64 << 20;

  @TempDir private Path programs;
  @TempDir private Path data;
  @TempDir private Path work;
  private Path document;

  @BeforeEach
  void write() throws IOException {
    document = Files.writeString(work.resolve("document.docx"), "a letter");
    Files.writeString(data.resolve("secret"), "of others");
  }

  @Test
  void whatTheProgramMakesIsFound() throws Exception {
    assertEquals(
        "%PDF-1.7 of a letter", Files.readString(convert(FakeOffice.ANSWERS).orElseThrow()));
  }

  @Test
  void itHasAProfileWithoutMacrosAndNoneOfOurVariables() throws Exception {
    Path made =
        convert(
                "{ printf '%%PDF-'; cat \"$HOME/profile/user/registrymodifications.xcu\"; env; } >"
                    + " \"$out/a.pdf\"")
            .orElseThrow();
    String seen = Files.readString(made);
    assertTrue(seen.contains("DisableMacrosExecution\" oor:op=\"fuse\"><value>true<"), seen);
    assertFalse(seen.contains("JAVA_HOME="), seen);
  }

  @Test
  void whatFailsOrLiesMakesNothing() throws Exception {
    assertEquals(Optional.empty(), convert(FakeOffice.FAILS));
    assertEquals(Optional.empty(), convert("true"));
    assertEquals(Optional.empty(), convert("echo '<script>' > \"$out/document.pdf\""));
    assertEquals(Optional.empty(), convert("kill -SEGV $$"));
  }

  @Test
  void aLinkToSomethingElseIsNoPdf() throws Exception {
    Path other = Files.createDirectories(programs.resolve("other"));
    Files.writeString(other.resolve("other.pdf"), "%PDF-1.7 of others");
    assertEquals(
        Optional.empty(), convert("ln -s '" + other + "/other.pdf' \"$out/document.pdf\""));
    assertEquals(Optional.empty(), convert("rmdir \"$out\"; ln -s '" + other + "' \"$out\""));
    assertEquals(Optional.empty(), convert("rmdir \"$out\""));
  }

  @Test
  void whatHangsIsStoppedWithAllThatItBegan() throws Exception {
    assertEquals(Optional.empty(), convert("sleep 86431 & sleep 86431"));
    // The kernel takes the rest of a namespace away a moment after its first process.
    for (int i = 0; i < 1000 && sleeping(); i++) {
      Thread.sleep(10);
    }
    assertFalse(sleeping());
  }

  @Test
  void whatEatsMemoryOrDiskIsStopped() throws Exception {
    assertEquals(
        Optional.empty(),
        convert("x=$(head -c 400000000 /dev/zero | tr '\\0' a) || exit 1; " + FakeOffice.ANSWERS));
    assertEquals(
        Optional.empty(),
        convert("{ printf '%%PDF-'; head -c 90000000 /dev/zero; } > \"$out/document.pdf\""));
  }

  @Test
  void itSeesNeitherTheDataNorANetwork() throws Exception {
    OfficeToPdf converter = converter();
    if (!converter.apart()) {
      // Where the kernel forbids it the log says so; there is nothing to see then.
      return;
    }
    Path made =
        convert(
                "{ printf '%%PDF-'; ls -A '"
                    + data
                    + "'; cat /proc/net/dev; ls -d /proc/[0-9]*; } > \"$out/a.pdf\"")
            .orElseThrow();
    String seen = Files.readString(made);
    assertFalse(seen.contains("secret"), seen);
    assertFalse(seen.contains("eth0"), seen);
    assertFalse(seen.contains("/proc/" + ProcessHandle.current().pid() + "\n"), seen);
    assertTrue(Files.exists(data.resolve("secret")));
  }

  @Test
  void theProgramIsLookedForEachTime() throws IOException {
    OfficeProgram onPath = new OfficeProgram("", Map.of("PATH", "/nowhere:" + programs));
    assertEquals(Optional.empty(), onPath.find());
    Path program = FakeOffice.that("true", programs);
    Path installed = Files.move(program, programs.resolve("soffice"));
    assertEquals(Optional.of(installed), onPath.find());
    assertEquals(
        Optional.empty(), new OfficeProgram("none", Map.of("PATH", programs.toString())).find());
    assertEquals(Optional.of(installed), new OfficeProgram(installed.toString(), Map.of()).find());
  }

  private Optional<Path> convert(String does) throws Exception {
    Path folder = Files.createTempDirectory(work, "one");
    return converter().convert(FakeOffice.that(does, programs), document, folder);
  }

  private OfficeToPdf converter() {
    return new OfficeToPdf(data, new Limits(MEMORY, Duration.ofSeconds(3), 8 << 20));
  }

  private static boolean sleeping() {
    return ProcessHandle.allProcesses()
        .anyMatch(each -> each.info().commandLine().orElse("").contains("sleep 86431"));
  }
}
