package allmende.platform.office;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which program turns documents into PDF: LibreOffice, where it is installed.
public final class OfficeProgram {
  private static final List<String> NAMES = List.of("soffice", "libreoffice");

  private final String wanted;
  private final String path;

  /// @param wanted a program's path; empty for the first one on `PATH`; `none` for nobody
  public OfficeProgram(String wanted, Map<String, String> environment) {
    this.wanted = wanted;
    this.path = environment.getOrDefault("PATH", "");
  }

  /// Looked for anew each time: it may be installed while the server runs.
  public Optional<Path> find() {
    if (wanted.equals("none")) {
      return Optional.empty();
    }
    Stream<Path> places =
        wanted.isEmpty()
            ? Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> NAMES.stream().map(Path.of(folder)::resolve))
            : Stream.of(Path.of(wanted));
    return places.filter(Files::isExecutable).findFirst();
  }
}
