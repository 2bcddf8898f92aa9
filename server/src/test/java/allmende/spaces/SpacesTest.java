package allmende.spaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.TestDatabase;
import allmende.identity.Account;
import allmende.identity.Actor;
import allmende.identity.Author;
import allmende.identity.Group;
import allmende.identity.House;
import allmende.platform.problem.Problem;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SpacesTest {
  private final House house = new House(TestDatabase.jdbi());
  private final Spaces spaces =
      new Spaces(house.jdbi, house.clock, house.people, house.groups, house.events);
  private final Account anna = house.person("anna", true);
  private final Account bob = house.person("bob", false);
  private final Actor asAnna = House.actor(anna);
  private final Actor asBob = House.actor(bob);

  @Test
  void everybodyHasOnePersonalSpaceHoweverManyAskAtOnce() throws Exception {
    Callable<SpaceId> ask =
        () ->
            new Spaces(house.jdbi, house.clock, house.people, house.groups, house.events)
                .of(bob.id())
                .getFirst()
                .space()
                .id();
    Set<SpaceId> ids = new HashSet<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<SpaceId> id : threads.invokeAll(Collections.nCopies(10, ask))) {
        ids.add(id.get());
      }
    }
    assertEquals(1, ids.size());
    Membership own = spaces.of(bob.id()).getFirst();
    assertEquals(Kind.PERSONAL, own.space().kind());
    assertEquals(Role.MANAGER, own.role());
    assertEquals("bob", own.space().name());
    assertThrows(
        Problem.Denied.class,
        () -> spaces.setMember(asAnna, own.space().id(), anna.id(), Role.VIEWER));
  }

  @Test
  void teamsHaveMembersWithRoles() {
    Space team = spaces.makeTeam(asAnna, "Einkauf", 1000L);
    assertEquals(Long.valueOf(1000), team.quota());
    assertEquals(1, spaces.of(bob.id()).size());
    spaces.setMember(asAnna, team.id(), bob.id(), Role.EDITOR);
    assertEquals(List.of(new Membership(team, Role.EDITOR)), spaces.of(bob.id()).subList(1, 2));
    assertThrows(Problem.Denied.class, () -> spaces.members(asBob, team.id()));
    assertThrows(
        Problem.Denied.class, () -> spaces.setMember(asBob, team.id(), bob.id(), Role.MANAGER));
    spaces.setMember(asAnna, team.id(), bob.id(), Role.MANAGER);
    assertEquals(2, spaces.members(asBob, team.id()).size());
    spaces.removeMember(asBob, team.id(), anna.id());
    assertEquals(1, spaces.of(anna.id()).size());
    assertThrows(Problem.NotFound.class, () -> spaces.removeMember(asBob, team.id(), anna.id()));
    assertThrows(Problem.Conflict.class, () -> spaces.removeMember(asBob, team.id(), bob.id()));
    assertThrows(
        Problem.Conflict.class, () -> spaces.setMember(asBob, team.id(), bob.id(), Role.VIEWER));
    assertEquals(Role.MANAGER, spaces.membership(bob.id(), team.id()).orElseThrow().role());
    spaces.setQuota(Author.COMMAND_LINE, team.id(), null);
    assertEquals(null, spaces.byName("EINKAUF").orElseThrow().quota());
  }

  @Test
  void whoeverGivesRightsIsRemembered() {
    Space team = spaces.makeTeam(asAnna, "Einkauf", 1000L);
    Group group = house.groups.create(Author.COMMAND_LINE, "Alle");
    spaces.setMember(asAnna, team.id(), bob.id(), Role.MANAGER);
    spaces.removeMember(asBob, team.id(), anna.id());
    spaces.setGroup(asBob, team.id(), group.id(), Role.VIEWER);
    // What is refused has not happened.
    assertThrows(Problem.Conflict.class, () -> spaces.removeMember(asBob, team.id(), bob.id()));
    spaces.removeGroup(asAnna, team.id(), group.id());
    spaces.setQuota(asAnna, team.id(), null);
    assertThrows(
        Problem.NotFound.class,
        () -> spaces.setQuota(Author.COMMAND_LINE, new SpaceId(999_999), null));
    String byAnna = anna.id().value() + " | password, administrator";
    String manager = " | password, MANAGER";
    assertEquals(
        List.of(
            "space.created | Einkauf | 1000 bytes | " + byAnna,
            "group.created | Alle | - | - | command line",
            "space.member-set | Einkauf | bob, MANAGER | " + anna.id().value() + manager,
            "space.member-removed | Einkauf | anna | " + bob.id().value() + manager,
            "space.group-set | Einkauf | Alle, VIEWER | " + bob.id().value() + manager,
            "space.group-removed | Einkauf | Alle | " + byAnna,
            "space.quota-set | Einkauf | no limit | " + byAnna),
        house.noted().stream().filter(each -> !each.startsWith("person.")).toList());
  }

  @Test
  void onlyAdministratorsSetQuotas() {
    Space team = spaces.makeTeam(asAnna, "Lager", 1000L);
    spaces.setMember(asAnna, team.id(), bob.id(), Role.MANAGER);
    assertThrows(Problem.Denied.class, () -> spaces.setQuota(asBob, team.id(), 2000L));
    assertThrows(Problem.Invalid.class, () -> spaces.setQuota(asAnna, team.id(), -1L));
    assertEquals(Long.valueOf(1000), spaces.byName("Lager").orElseThrow().quota());
    spaces.setQuota(asAnna, team.id(), 2000L);
    assertEquals(Long.valueOf(2000), spaces.byName("Lager").orElseThrow().quota());
    assertThrows(
        Problem.NotFound.class, () -> spaces.setQuota(asAnna, new SpaceId(999_999), 2000L));
  }

  @Test
  void onlyAdministratorsMakeTeamsAndNamesAreUnique() {
    assertThrows(Problem.Denied.class, () -> spaces.makeTeam(asBob, "Bobs", null));
    spaces.makeTeam(asAnna, "Übersicht", null);
    assertThrows(Problem.Exists.class, () -> spaces.makeTeam(asAnna, "übersicht", null));
    for (String bad :
        new String[] {"", " ", ".", "..", ".x", "a/b", "a\\b", "a\0b", "x".repeat(251)}) {
      assertThrows(Problem.Invalid.class, () -> spaces.makeTeam(asAnna, bad, null), bad);
    }
    assertThrows(Problem.Invalid.class, () -> spaces.makeTeam(asAnna, "Ok", -1L));
  }

  @Test
  void outsidersLearnNothing() {
    Space team = spaces.makeTeam(asAnna, "Geheim", null);
    assertThrows(Problem.NotFound.class, () -> spaces.members(asBob, team.id()));
    assertThrows(Problem.NotFound.class, () -> spaces.members(asBob, new SpaceId(999_999)));
  }

  @Test
  void aGroupsMembersBelongWithTheStrongestRole() {
    Space team = spaces.makeTeam(asAnna, "Verkauf", null);
    Group group = house.groups.create(Author.COMMAND_LINE, "Alle");
    spaces.setGroup(asAnna, team.id(), group.id(), Role.EDITOR);
    assertTrue(spaces.membership(bob.id(), team.id()).isEmpty());
    house.groups.addMember(Author.COMMAND_LINE, group.id(), bob.id());
    assertEquals(Role.EDITOR, spaces.membership(bob.id(), team.id()).orElseThrow().role());
    spaces.setMember(asAnna, team.id(), bob.id(), Role.VIEWER);
    assertEquals(Role.EDITOR, spaces.membership(bob.id(), team.id()).orElseThrow().role());
    house.groups.removeMember(Author.COMMAND_LINE, group.id(), bob.id());
    assertEquals(Role.VIEWER, spaces.membership(bob.id(), team.id()).orElseThrow().role());
  }
}
