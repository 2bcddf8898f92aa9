package allmende.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.TestDatabase;
import allmende.platform.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupsTest {
  private final House house = new House(TestDatabase.jdbi());
  private final Groups groups = house.groups;
  private final Account anna = house.person("anna", false);
  private final Account bob = house.person("Bob", false);

  @Test
  void aGroupKeepsItsPeopleUnderAnotherName() {
    Group group = groups.create(Author.COMMAND_LINE, " Bauamt ");
    assertEquals("Bauamt", group.name());
    groups.addMember(Author.COMMAND_LINE, group.id(), bob.id());
    groups.addMember(Author.COMMAND_LINE, group.id(), anna.id());
    groups.addMember(Author.COMMAND_LINE, group.id(), anna.id());
    assertEquals(List.of(anna.id(), bob.id()), groups.members(group.id()));
    assertEquals(
        "Bauverwaltung", groups.rename(Author.COMMAND_LINE, group.id(), "Bauverwaltung").name());
    assertEquals(List.of(anna.id(), bob.id()), groups.members(group.id()));
    assertTrue(groups.byName("Bauamt").isEmpty());
    assertEquals(group.id(), groups.byName("BAUVERWALTUNG").orElseThrow().id());
    // Its own name in other letters is free for it.
    assertEquals(
        "BauVerwaltung", groups.rename(Author.COMMAND_LINE, group.id(), "BauVerwaltung").name());
    groups.removeMember(Author.COMMAND_LINE, group.id(), bob.id());
    assertEquals(List.of(anna.id()), groups.members(group.id()));
    assertEquals(List.of(), groups.of(bob.id()));
  }

  @Test
  void aNameIsTakenInAnyCase() {
    Group one = groups.create(Author.COMMAND_LINE, "Rat");
    Group two = groups.create(Author.COMMAND_LINE, "Presse");
    assertThrows(Problem.Exists.class, () -> groups.create(Author.COMMAND_LINE, "RAT"));
    assertThrows(Problem.Exists.class, () -> groups.rename(Author.COMMAND_LINE, two.id(), "rat"));
    assertThrows(Problem.Invalid.class, () -> groups.rename(Author.COMMAND_LINE, two.id(), " "));
    assertThrows(Problem.Invalid.class, () -> groups.rename(Author.COMMAND_LINE, two.id(), "a\0b"));
    assertEquals(Map.of(one.id(), one, two.id(), two), groups.byIds(List.of(one.id(), two.id())));
  }

  @Test
  void whatIsGoneIsNotFound() {
    Group group = groups.create(Author.COMMAND_LINE, "Kurz");
    groups.addMember(Author.COMMAND_LINE, group.id(), anna.id());
    groups.remove(Author.COMMAND_LINE, group.id());
    assertEquals(List.of(), groups.of(anna.id()));
    assertEquals(Map.of(), groups.byIds(List.of(group.id())));
    assertThrows(Problem.NotFound.class, () -> groups.remove(Author.COMMAND_LINE, group.id()));
    assertThrows(Problem.NotFound.class, () -> groups.rename(Author.COMMAND_LINE, group.id(), "x"));
    assertThrows(Problem.NotFound.class, () -> groups.members(group.id()));
    assertThrows(
        Problem.NotFound.class, () -> groups.addMember(Author.COMMAND_LINE, group.id(), anna.id()));
  }

  @Test
  void whoeverChangesAGroupIsRemembered() {
    Actor anna = House.actor(house.person("chief", true));
    Author chief = Author.administrator(anna);
    Group group = groups.create(chief, "Bauamt");
    groups.addMember(chief, group.id(), bob.id());
    // Nothing happens, and nothing is said.
    groups.addMember(chief, group.id(), bob.id());
    groups.removeMember(chief, group.id(), this.anna.id());
    assertThrows(Problem.NotFound.class, () -> groups.addMember(chief, new GroupId(0), bob.id()));
    assertThrows(Problem.Exists.class, () -> groups.create(chief, "bauamt"));
    groups.rename(Author.COMMAND_LINE, group.id(), "Hochbau");
    groups.removeMember(chief, group.id(), bob.id());
    groups.remove(chief, group.id());
    String by = anna.account().id().value() + " | password, administrator";
    assertEquals(
        List.of(
            "group.created | Bauamt | - | " + by,
            "group.joined | Bauamt | Bob | " + by,
            "group.renamed | Hochbau | from Bauamt | - | command line",
            "group.left | Hochbau | Bob | " + by,
            "group.removed | Hochbau | - | " + by),
        house.noted().stream().filter(each -> !each.startsWith("person.")).toList());
    assertThrows(Problem.Denied.class, () -> Author.administrator(House.actor(bob)));
  }

  @Test
  void groupsAreFoundByAPartOfTheirNameTakenLiterally() {
    groups.create(Author.COMMAND_LINE, "100% Ehrenamt");
    groups.create(Author.COMMAND_LINE, "Amt_1");
    groups.create(Author.COMMAND_LINE, "Bauamt");
    List<String> found = groups.search("AMT", 10).stream().map(Group::name).toList();
    assertEquals(List.of("100% Ehrenamt", "Amt_1", "Bauamt"), found);
    assertEquals(1, groups.search("amt", 1).size());
    assertEquals(List.of("100% Ehrenamt"), names(groups.search("%", 10)));
    assertEquals(List.of("Amt_1"), names(groups.search("t_1", 10)));
    assertEquals(List.of(), names(groups.search("\\", 10)));
    assertEquals(List.of("100% Ehrenamt", "Amt_1", "Bauamt"), names(groups.all()));
  }

  private static List<String> names(List<Group> some) {
    return some.stream().map(Group::name).toList();
  }
}
