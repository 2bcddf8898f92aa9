package allmende.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Made previews on disk, up to some bytes; those that nobody asked for the longest go first.
/// Nothing of it is missed when it is lost.
final class PreviewShelf {
  private static final Duration FRESH = Duration.ofDays(1);
  private static final String ARRIVING = ".arriving";

  private final Path folder;
  private final long room;
  private final Clock clock;
  private long held = -1;

  /// @param room in bytes
  PreviewShelf(Path folder, long room, Clock clock) {
    this.folder = folder;
    this.room = room;
    this.clock = clock;
  }

  Optional<byte[]> find(String name) throws IOException {
    try {
      Optional<Path> file = path(name);
      return file.isPresent() ? Optional.of(Files.readAllBytes(file.get())) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// Where it lies; it may be thrown out at any time.
  Optional<Path> path(String name) throws IOException {
    Path file = file(name);
    try {
      Instant now = clock.instant();
      if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(FRESH))) {
        Files.setLastModifiedTime(file, FileTime.from(now));
      }
      return Optional.of(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  synchronized void put(String name, byte[] bytes) throws IOException {
    Path half = arriving(name);
    Files.write(half, bytes);
    keep(name, half);
  }

  /// Takes a copy of a file.
  synchronized void put(String name, Path made) throws IOException {
    Path half = arriving(name);
    Files.copy(made, half, StandardCopyOption.REPLACE_EXISTING);
    keep(name, half);
  }

  private Path arriving(String name) throws IOException {
    Files.createDirectories(file(name).getParent());
    if (held < 0) {
      held = all().stream().mapToLong(Held::size).sum();
    }
    return folder.resolve(name + ARRIVING);
  }

  private void keep(String name, Path half) throws IOException {
    long size = Files.size(half);
    Files.setLastModifiedTime(half, FileTime.from(clock.instant()));
    Files.move(half, file(name), StandardCopyOption.ATOMIC_MOVE);
    held += size;
    if (held > room) {
      makeRoom();
    }
  }

  /// Removes all previews whose names begin like this.
  synchronized void remove(String beginning) throws IOException {
    for (Held each : all()) {
      if (each.file().getFileName().toString().startsWith(beginning)) {
        Files.deleteIfExists(each.file());
      }
    }
    held = -1;
  }

  private record Held(Path file, long size, FileTime used) {}

  private void makeRoom() throws IOException {
    List<Held> all = new ArrayList<>(all());
    all.sort(Comparator.comparing(Held::used));
    held = all.stream().mapToLong(Held::size).sum();
    // Some more than needed, so that the next one does not have to look through all again.
    for (Held oldest : all) {
      if (held <= room - room / 4) {
        return;
      }
      Files.deleteIfExists(oldest.file());
      held -= oldest.size();
    }
  }

  private List<Held> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files.filter(Files::isRegularFile).map(PreviewShelf::held).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Held held(Path file) {
    try {
      return new Held(file, Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name) {
    return folder.resolve(name.substring(0, 2)).resolve(name);
  }
}
