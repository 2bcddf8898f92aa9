package allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.files.FileHouse;
import allmende.identity.Actor;
import allmende.identity.House;
import allmende.platform.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line's words for groups and quotas.
class CommandsTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
  private FileHouse files;
  private House house;
  private Actor anna;

  @BeforeEach
  void furnish(@TempDir Path folder) {
    files = new FileHouse(folder);
    house = files.house;
    anna = files.person("anna");
    files.person("bob");
  }

  @Test
  void groupsAreMadeFilledRenamedAndDeleted() {
    group("add", "Bauamt");
    group("join", "bauamt", "anna", "BOB");
    group("members", "Bauamt");
    assertEquals("anna\nbob\n", said());
    group("leave", "Bauamt", "bob");
    group("rename", "Bauamt", "Bau & Verkehr");
    group("list");
    group("members", "bau & verkehr");
    assertEquals("Bau & Verkehr\nanna\n", said());
    group("delete", "Bau & Verkehr");
    group("list");
    assertEquals("", said());
  }

  @Test
  void oneWrongNameChangesNothing() {
    group("add", "Bauamt");
    assertThrows(Problem.NotFound.class, () -> group("join", "Bauamt", "anna", "annna"));
    assertEquals(List.of(), house.groups.of(anna.account().id()));
    assertThrows(Problem.NotFound.class, () -> group("delete", "Bauamtt"));
    assertThrows(Problem.Exists.class, () -> group("add", "BAUAMT"));
    for (List<String> words :
        List.of(
            List.of("group", "add"),
            List.of("group", "add", "a", "b"),
            List.of("group", "join", "a"),
            List.of("group", "list", "a"),
            List.of("group", "burn", "a"))) {
      Arguments.Misused misused =
          assertThrows(
              Arguments.Misused.class,
              () -> new GroupCommands(house.groups, house.people, out).run(words));
      assertTrue(String.valueOf(misused.getMessage()).contains("group add NAME"));
    }
  }

  @Test
  void quotasArePerPersonAndPerSpace() {
    files.put(anna, "a.txt", "hello");
    files.team("Rat", anna, allmende.spaces.Role.EDITOR);
    quota("user", "quota", "anna");
    quota("user", "quota", "anna", "20GiB");
    quota("user", "quota", "anna");
    quota("space", "quota", "rat", "500MB");
    quota("space", "quota", "Rat");
    quota("space", "quota", "Rat", "none");
    quota("space", "quota", "Rat");
    assertEquals(
        """
        5 bytes, without a limit
        5 bytes of 21474836480
        0 bytes of 500000000
        0 bytes, without a limit
        """,
        said());
    for (String wrong : List.of("much", "-1", "", "10 apples")) {
      assertThrows(RuntimeException.class, () -> quota("user", "quota", "anna", wrong), wrong);
    }
    assertThrows(Problem.NotFound.class, () -> quota("user", "quota", "nobody"));
    assertThrows(Problem.NotFound.class, () -> quota("space", "quota", "anna"));
    assertThrows(Arguments.Misused.class, () -> quota("group", "quota", "x"));
    quota("user", "quota", "anna");
    assertEquals("5 bytes of 21474836480\n", said());
  }

  private void group(String... words) {
    List<String> all = new java.util.ArrayList<>(List.of("group"));
    all.addAll(List.of(words));
    new GroupCommands(house.groups, house.people, out).run(all);
  }

  private void quota(String... words) {
    new QuotaCommands(house.people, files.spaces, files.tree, out).run(List.of(words));
  }

  private String said() {
    String text = printed.toString(StandardCharsets.UTF_8);
    printed.reset();
    return text;
  }
}
