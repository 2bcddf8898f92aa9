package allmende.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.packaged.Command;
import allmende.packaged.Endpoint;
import allmende.packaged.PackagedServer;
import allmende.packaged.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// litmus, the WebDAV test suite of neon's author. No test may fail or be skipped, and no warning
/// may come that is not explained here.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LitmusTest {
  /// Warnings that we mean to give, with the reason beside each. There are none.
  private static final Set<String> EXPLAINED = Set.of();

  private static final Pattern SUMMARY =
      Pattern.compile("of (\\d+) tests run: (\\d+) passed, (\\d+) failed");

  private Path folder;
  private PackagedServer server;
  private Endpoint client;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Programs.require("litmus");
    server = PackagedServer.fresh();
    server.start();
    server.addPerson("anna", true);
    client = server.client("anna", "litmus");
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"basic, 16", "copymove, 13", "props, 30", "locks, 41", "http, 4"})
  void passes(String suite, int tests) throws IOException {
    String output =
        Command.of("litmus", client.url(), client.user(), client.password())
            .with("TESTS", suite)
            .in(folder)
            .run()
            .output();
    Matcher summary = SUMMARY.matcher(output);
    assertTrue(summary.find(), output);
    assertEquals("0", summary.group(3), output);
    assertEquals(tests, Integer.parseInt(summary.group(2)), "tests passed\n" + output);
    List<String> warnings =
        output
            .lines()
            .filter(line -> line.contains("WARNING:"))
            .map(line -> line.substring(line.indexOf("WARNING:") + 9).trim())
            .filter(warning -> !EXPLAINED.contains(warning))
            .toList();
    assertEquals(List.of(), warnings, output);
  }
}
