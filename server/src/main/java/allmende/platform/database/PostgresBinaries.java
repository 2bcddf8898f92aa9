package allmende.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's own programs, unpacked once from the archive that Maven brought.
///
/// @param home the folder that holds `bin`, `lib` and `share`
record PostgresBinaries(Path home) {
  /// Unpacks below `parent` unless that was done before; a half-unpacked folder is never taken for
  /// a whole one.
  static PostgresBinaries unpack(Path parent, String version) throws IOException {
    Path home = parent.resolve("postgresql-" + version);
    if (!Files.exists(home)) {
      Path half = Files.createTempDirectory(parent, "unpacking");
      try (InputStream archive = PostgresBinaries.class.getResourceAsStream("/" + archiveName())) {
        if (archive == null) {
          throw new IOException(
              "There is no embedded PostgreSQL for this machine (" + archiveName() + ").");
        }
        extract(archive, half);
      }
      Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
      try {
        Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        // Another process unpacked it meanwhile; its folder is as good as ours.
        EmbeddedPostgres.deleteTree(half);
      }
    }
    return new PostgresBinaries(home);
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static String archiveName() {
    String machine =
        switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          case String other -> other;
        };
    return "postgres-linux-" + machine + ".txz";
  }

  private static void extract(InputStream archive, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("The PostgreSQL archive names a path outside itself.");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
          } else {
            Files.copy(tar, path);
            String permissions = (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
          }
        }
      }
    }
  }
}
