package allmende.app;

import allmende.identity.Account;
import allmende.identity.AccountId;
import allmende.identity.Author;
import allmende.identity.Group;
import allmende.identity.Groups;
import allmende.identity.People;
import allmende.platform.problem.Problem;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// `group …`: groups and who belongs to them.
final class GroupCommands {
  private final Groups groups;
  private final People people;
  private final PrintStream out;

  GroupCommands(Groups groups, People people, PrintStream out) {
    this.groups = groups;
    this.people = people;
    this.out = out;
  }

  /// @param words the command line, beginning with `group`
  void run(List<String> words) {
    String verb = words.get(1);
    List<String> names = words.subList(2, words.size());
    switch (verb) {
      case "list" -> {
        require(names.isEmpty());
        groups.all().forEach(group -> out.println(group.name()));
      }
      case "add" -> {
        require(names.size() == 1);
        groups.create(Author.COMMAND_LINE, names.getFirst());
      }
      case "rename" -> {
        require(names.size() == 2);
        groups.rename(Author.COMMAND_LINE, group(names.getFirst()).id(), names.get(1));
      }
      case "delete" -> {
        require(names.size() == 1);
        groups.remove(Author.COMMAND_LINE, group(names.getFirst()).id());
      }
      case "members" -> {
        require(names.size() == 1);
        List<AccountId> members = groups.members(group(names.getFirst()).id());
        Map<AccountId, Account> accounts = people.byIds(members);
        members.stream()
            .map(accounts::get)
            .filter(Objects::nonNull)
            .map(Account::name)
            .forEach(out::println);
      }
      case "join", "leave" -> {
        require(names.size() > 1);
        Group group = group(names.getFirst());
        // All of them or none: whoever mistyped one wants to correct the line and send it again.
        List<AccountId> some = names.subList(1, names.size()).stream().map(this::person).toList();
        for (AccountId one : some) {
          if (verb.equals("join")) {
            groups.addMember(Author.COMMAND_LINE, group.id(), one);
          } else {
            groups.removeMember(Author.COMMAND_LINE, group.id(), one);
          }
        }
      }
      default -> require(false);
    }
  }

  private static void require(boolean fits) {
    if (!fits) {
      throw new Arguments.Misused(
          "group list, group add NAME, group rename NAME NEW-NAME, group delete NAME, group members"
              + " NAME, group join NAME PERSON…, group leave NAME PERSON…");
    }
  }

  private Group group(String name) {
    return groups
        .byName(name)
        .orElseThrow(() -> new Problem.NotFound("There is no group of the name " + name + "."));
  }

  private AccountId person(String name) {
    return people
        .byName(name)
        .map(Account::id)
        .orElseThrow(() -> new Problem.NotFound("There is nobody of the name " + name + "."));
  }
}
