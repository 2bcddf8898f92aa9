package allmende.platform.office;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Programs that are called as LibreOffice is, and do what a test wants.
public final class FakeOffice {
  /// Makes a PDF that says what it was made of.
  public static final String ANSWERS =
      "{ printf '%%PDF-1.7 of '; cat \"$document\"; } > \"$out/document.pdf\"";

  public static final String FAILS = "echo sorry; exit 3";

  private FakeOffice() {}

  /// @param does in the words of a shell, which knows `$document` and the folder `$out`
  public static Path that(String does, Path folder) {
    try {
      Path program = Files.createTempFile(folder, "office", ".sh");
      Files.writeString(
          program,
          """
          #!/bin/sh
          while [ "$1" != --outdir ]; do shift; done
          out=$2 document=$3
          %s
          """
              .formatted(does));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
