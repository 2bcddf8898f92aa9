package allmende.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.TestDatabase;
import allmende.platform.problem.CannotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opening a database that is not as it should be: one sentence, and nothing half done.
class DatabaseTest {
  @TempDir Path data;

  @Test
  void aMigrationThatFailsIsNamedAndLeavesNothing() throws Exception {
    DatabaseSettings settings = TestDatabase.empty();
    Jdbi jdbi = Jdbi.create(settings.url(), settings.user(), settings.password());
    jdbi.useHandle(handle ->
        handle.execute("create schema identity; create table identity.sessions (mine text)"));
    String sentence =
        String.valueOf(
            assertThrows(CannotStart.class, () -> Database.open(settings, data)).getMessage());
    assertTrue(sentence.contains("V010__identity.sql: ERROR: relation \"sessions\""), sentence);
    assertEquals(1, sentence.lines().count());
    // The tables that the same step made before are not there.
    boolean there =
        jdbi.withHandle(handle ->
            handle
                .createQuery("select to_regclass('identity.accounts') is not null")
                .mapTo(Boolean.class)
                .one());
    assertFalse(there);
    jdbi.useHandle(handle -> handle.execute("drop schema identity cascade"));
    try (Database open = Database.open(settings, data)) {
      assertTrue(open.answers());
    }
  }

  @Test
  void aDatabaseThatAnotherVersionMadeIsNotTouched() throws Exception {
    DatabaseSettings settings = TestDatabase.empty();
    Database.open(settings, data).close();
    Jdbi jdbi = Jdbi.create(settings.url(), settings.user(), settings.password());
    jdbi.useHandle(handle ->
        handle.execute("update flyway_schema_history set checksum = 1 where version = '010'"));
    String sentence =
        String.valueOf(
            assertThrows(CannotStart.class, () -> Database.open(settings, data)).getMessage());
    assertTrue(sentence.contains("version 010"), sentence);
    assertEquals(1, sentence.lines().count());
  }

  @Test
  void halfAClusterIsBegunAgain() throws Exception {
    Path half = Files.createDirectories(data.resolve("postgres/cluster.new/base"));
    Files.writeString(half.resolve("1"), "left by one that was killed");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertTrue(postgres.pid().isPresent());
      assertFalse(Files.exists(data.resolve("postgres/cluster.new")));
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsSaidSo() {
    for (String url : new String[] {"jdbc:postgresql://127.0.0.1:1/x", "nonsense"}) {
      DatabaseSettings settings = new DatabaseSettings(url, "x", "x", 2);
      String sentence =
          String.valueOf(
              assertThrows(CannotStart.class, () -> Database.open(settings, data)).getMessage());
      assertTrue(sentence.contains(url.equals("nonsense") ? "database.url" : "refused"), sentence);
    }
  }
}
