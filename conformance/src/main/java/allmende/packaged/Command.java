package allmende.packaged;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A command with what it needs, run to its end.
public final class Command {
  private final List<String> words;
  private final Map<String, String> environment = new HashMap<>();
  private Path folder = Path.of("").toAbsolutePath();
  private String input = "";
  private Duration most = Duration.ofMinutes(5);

  private Command(List<String> words) {
    this.words = words;
  }

  public static Command of(String... words) {
    return new Command(List.of(words));
  }

  public static Command of(List<String> words) {
    return new Command(List.copyOf(words));
  }

  public Command in(Path where) {
    this.folder = where;
    return this;
  }

  public Command with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public Command input(String text) {
    this.input = text;
    return this;
  }

  public Command within(Duration time) {
    this.most = time;
    return this;
  }

  /// How a command ended.
  ///
  /// @param status its exit status
  /// @param output standard output and error together, as they came
  public record Outcome(List<String> words, int status, String output) {
    public boolean ok() {
      return status == 0;
    }

    /// @throws IllegalStateException with all that it said, when it failed
    public Outcome require() {
      if (!ok()) {
        throw new IllegalStateException(toString());
      }
      return this;
    }

    @Override
    public String toString() {
      return String.join(" ", words) + "\nended with " + status + ":\n" + output;
    }
  }

  /// Runs it.
  ///
  /// @throws IllegalStateException when it takes too long; it is killed then
  public Outcome run() throws IOException {
    Path given = Files.createTempFile("in", ".txt");
    Path taken = Files.createTempFile("out", ".txt");
    try {
      Files.writeString(given, input);
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(given.toFile())
              .redirectOutput(taken.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      String output = new String(Files.readAllBytes(taken), StandardCharsets.UTF_8);
      if (!ended) {
        throw new IllegalStateException(
            String.join(" ", words) + "\ntook longer than " + most + ":\n" + output);
      }
      return new Outcome(words, process.exitValue(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.deleteIfExists(given);
      Files.deleteIfExists(taken);
    }
  }

  /// Whether there is a program of this name to run.
  public static boolean exists(String program) {
    for (String folder : (System.getenv("PATH") + ":/usr/sbin:/sbin").split(":")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
