package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.files.Arrange.Taken;
import allmende.identity.Actor;
import allmende.identity.Author;
import allmende.identity.Group;
import allmende.identity.GroupId;
import allmende.identity.House;
import allmende.platform.problem.Problem;
import allmende.spaces.Role;
import allmende.spaces.Space;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What sharing with people and groups lets them do, and what it must not. Anna has the folder
/// `Bau` with `Plan.txt`, the folder `Fotos` with `Kran.txt` in it, and beside it `Geheim.txt`.
class ShareTest {
  private static final int VIEW = Rights.READ;
  private static final int ADD = Rights.READ | Rights.CREATE;
  private static final int EDIT = Rights.ALL & ~Rights.SHARE;

  private FileHouse files;
  private Actor anna;
  private Actor ben;
  private Node folder;
  private Node plan;
  private Node secret;

  @BeforeEach
  void fill(@TempDir Path data) {
    files = new FileHouse(data);
    anna = files.person("anna");
    ben = files.person("ben");
    folder = files.folder(anna, "Bau");
    plan = files.put(anna, "Bau/Plan.txt", "0123456789");
    files.folder(anna, "Bau/Fotos");
    files.put(anna, "Bau/Fotos/Kran.txt", "crane");
    secret = files.put(anna, "Geheim.txt", "secret");
  }

  @Test
  void whoMayViewReadsAndChangesNothing() {
    share(folder, ben, VIEW);
    assertEquals(List.of("Bau"), files.names(ben, ""));
    assertEquals(List.of("Fotos", "Plan.txt"), files.names(ben, "Bau"));
    assertEquals("0123456789", text(ben, "Bau/Plan.txt"));
    assertEquals(plan.id(), files.find(ben, "Bau/Plan.txt").id());
    assertEquals(List.of("Bau", "Plan.txt"), files.browse.find(ben, plan.id()).names());

    denied(() -> files.put(ben, "Bau/Plan.txt", "x"));
    denied(() -> files.put(ben, "Bau/Neu.txt", "x"));
    denied(() -> files.folder(ben, "Bau/Neu"));
    denied(() -> files.delete(ben, "Bau/Plan.txt"));
    denied(() -> move(ben, "Bau/Plan.txt", "Plan.txt"));
    denied(() -> move(ben, "Bau/Plan.txt", "Bau/Anders.txt"));
    denied(() -> files.arrange.delete(ben, plan.id()));
    denied(() ->
        files.arrange.move(ben, plan.id(), Optional.of("Anders"), Optional.empty(), Taken.FAIL));
    denied(() -> files.arrange.makeFolder(ben, folder.id(), "Neu"));
    denied(() -> files.lock(ben, "Bau/Plan.txt"));
    assertEquals("0123456789", text(anna, "Bau/Plan.txt"));
  }

  @Test
  void whatOneMayViewOneMayCopyForOneselfAndNothingIntoIt() {
    share(folder, ben, VIEW);
    FileId mine = files.tree.rootOf(files.personal(ben));
    files.arrange.copy(ben, plan.id(), mine, Optional.empty(), Taken.FAIL);
    assertEquals("0123456789", text(ben, "Plan.txt"));
    files.arrange.copy(ben, folder.id(), mine, Optional.of("Abschrift"), Taken.FAIL);
    assertEquals(List.of("Fotos", "Plan.txt"), files.names(ben, "Abschrift"));
    Node own = files.put(ben, "eigenes.txt", "x");
    for (Taken taken : Taken.values()) {
      denied(() -> files.arrange.copy(ben, own.id(), folder.id(), Optional.empty(), taken));
    }
    missing(() -> files.arrange.copy(ben, secret.id(), mine, Optional.empty(), Taken.FAIL));
    assertEquals(List.of("Fotos", "Plan.txt"), files.names(anna, "Bau"));
  }

  @Test
  void nothingOutsideIsSeen() {
    share(folder, ben, EDIT);
    missing(() -> files.find(ben, "Geheim.txt"));
    missing(() -> files.browse.find(ben, secret.id()));
    missing(() -> files.browse.find(ben, files.tree.rootOf(files.personal(anna))));
    assertThrows(Problem.Invalid.class, () -> files.find(ben, "Bau/../Geheim.txt"));
    assertEquals(
        List.of("Bau", "Fotos"),
        files.browse.find(ben, files.find(anna, "Bau/Fotos").id()).names());
    // Her trash is hers.
    files.delete(anna, "Geheim.txt");
    List<Trash.Item> seen = new ArrayList<>();
    files.trash.list(ben, seen::add);
    assertEquals(List.of(), seen);
    missing(() -> files.trash.restore(ben, secret.id()));
  }

  @Test
  void whoMayEditDoesSoInTheOwnersSpace() {
    share(folder, ben, EDIT);
    files.put(ben, "Bau/Neu.txt", "new");
    files.put(ben, "Bau/Plan.txt", "newer");
    files.folder(ben, "Bau/Ordner");
    move(ben, "Bau/Neu.txt", "Bau/Ordner/Alt.txt");
    assertEquals("new", text(anna, "Bau/Ordner/Alt.txt"));
    assertEquals(files.personal(anna), files.find(ben, "Bau/Ordner/Alt.txt").space());
    assertEquals(1, files.versions.list(anna, plan.id()).size());
    assertEquals(1, files.versions.list(ben, plan.id()).size());
    VersionId version = files.versions.list(ben, plan.id()).getFirst().id();
    denied(() -> files.versions.delete(ben, plan.id(), version));
    files.versions.restore(ben, plan.id(), version);
    assertEquals("0123456789", text(anna, "Bau/Plan.txt"));

    files.delete(ben, "Bau/Fotos");
    List<Trash.Item> thrown = new ArrayList<>();
    files.trash.list(anna, thrown::add);
    assertEquals(1, thrown.size());
    assertEquals(Optional.of(ben.account().id()), thrown.getFirst().deleter());
    List<Trash.Item> his = new ArrayList<>();
    files.trash.list(ben, his::add);
    assertEquals(List.of(), his);
    assertTrue(
        rights(plan.id()).stream()
            .allMatch(right -> !right.contains("MANAGER") || right.startsWith("password")),
        rights(plan.id()).toString());
    assertTrue(rights(plan.id()).getLast().contains(", share "), rights(plan.id()).toString());
  }

  @Test
  void whoMayAddChangesNothingThatIsThere() {
    share(folder, ben, ADD);
    files.put(ben, "Bau/Neu.txt", "new");
    denied(() -> files.put(ben, "Bau/Neu.txt", "other"));
    denied(() -> files.delete(ben, "Bau/Neu.txt"));
    denied(() -> move(ben, "Bau/Neu.txt", "Weg.txt"));
    assertEquals("new", text(anna, "Bau/Neu.txt"));
  }

  @Test
  void theOwnersQuotaCounts() {
    share(folder, ben, EDIT);
    files.spaces.setQuota(Author.COMMAND_LINE, files.personal(anna), 25L);
    files.spaces.setQuota(Author.COMMAND_LINE, files.personal(ben), 0L);
    files.put(ben, "Bau/klein.txt", "1");
    assertThrows(Problem.QuotaExceeded.class, () -> files.put(ben, "Bau/gross.txt", "0123456789"));
    assertEquals(0, files.tree.used(files.personal(ben)));
  }

  @Test
  void aSingleFileIsReadAndWrittenAtTheTop() {
    share(plan, ben, EDIT);
    assertEquals(List.of("Plan.txt"), files.names(ben, ""));
    files.put(ben, "Plan.txt", "from Ben");
    assertEquals("from Ben", text(anna, "Bau/Plan.txt"));
    missing(() -> files.find(ben, "Bau"));
    assertEquals(
        Rights.READ | Rights.UPDATE, shares(anna, plan).getFirst().share().rights().bits());
  }

  @Test
  void whatItIsCalledIsTheReceiversAffair() {
    files.folder(ben, "Bau");
    share(folder, ben, EDIT);
    assertEquals(List.of("Bau", "Bau (2)"), files.names(ben, ""));
    assertEquals(List.of(), files.names(ben, "Bau"));
    move(ben, "Bau (2)", "Annas Bau");
    assertEquals(List.of("Bau", "Annas Bau"), files.names(ben, ""));
    assertEquals("0123456789", text(ben, "Annas Bau/Plan.txt"));
    assertEquals("Bau", files.find(anna, "Bau").name());
    files.arrange.move(ben, folder.id(), Optional.of("Baustelle"), Optional.empty(), Taken.FAIL);
    assertEquals(List.of("Bau", "Baustelle"), files.names(ben, ""));

    assertThrows(Problem.PreconditionFailed.class, () -> move(ben, "Baustelle", "Bau"));
    denied(() -> move(ben, "Baustelle", "Bau/Baustelle"));
    denied(() -> move(ben, "Baustelle", "Baustelle/Fotos/Baustelle"));
    assertThrows(Problem.Exists.class, () -> files.folder(ben, "Baustelle"));
    assertThrows(
        Problem.Exists.class,
        () -> files.arrange.makeFolder(ben, files.tree.rootOf(files.personal(ben)), "Baustelle"));
    files.folder(ben, "Mein");
    denied(() -> move(ben, "Mein", "Baustelle"));
    assertEquals(List.of("Fotos", "Plan.txt"), files.names(anna, "Bau"));
  }

  @Test
  void aTeamThatComesLaterTakesTheName() {
    share(folder, ben, VIEW);
    assertEquals(List.of("Bau"), files.names(ben, ""));
    files.team("Bau", ben, Role.EDITOR);
    assertEquals(List.of("Bau", "Bau (2)"), files.names(ben, ""));
    assertEquals("0123456789", text(ben, "Bau (2)/Plan.txt"));
  }

  @Test
  void whoeverLeavesLosesNothingButTheShare() {
    share(folder, ben, EDIT);
    files.delete(ben, "Bau");
    assertEquals(List.of(), files.names(ben, ""));
    missing(() -> files.browse.find(ben, plan.id()));
    assertEquals("0123456789", text(anna, "Bau/Plan.txt"));
    assertEquals(List.of(), shares(anna, folder));
    assertTrue(files.events(folder.id()).contains("share.left"));
    // It can be shared again.
    share(folder, ben, VIEW);
    assertEquals(List.of("Bau"), files.names(ben, ""));
  }

  @Test
  void aGroupsMembersComeAndGo() {
    Actor carl = files.person("carl");
    GroupId group = group("Technik", ben);
    Shares.Given given =
        files.shares.make(anna, folder.id(), new Share.With.Team(group), allow(VIEW));
    assertEquals(List.of("Bau"), files.names(ben, ""));
    assertEquals(List.of(), files.names(carl, ""));
    files.house.groups.addMember(Author.COMMAND_LINE, group, carl.account().id());
    assertEquals(List.of("Bau"), files.names(carl, ""));
    // One who leaves the share does not take it from the others.
    files.shares.remove(ben, given.share().id());
    assertEquals(List.of(), files.names(ben, ""));
    assertEquals(List.of("Bau"), files.names(carl, ""));
    files.house.groups.removeMember(Author.COMMAND_LINE, group, carl.account().id());
    assertEquals(List.of(), files.names(carl, ""));
    missing(() -> files.browse.find(carl, plan.id()));
    files.house.groups.addMember(Author.COMMAND_LINE, group, anna.account().id());
    assertEquals(List.of("Bau", "Geheim.txt"), files.names(anna, ""));
    files.house.groups.addMember(Author.COMMAND_LINE, group, carl.account().id());
    files.house.groups.remove(Author.COMMAND_LINE, group);
    assertEquals(List.of(), files.names(carl, ""));
    assertEquals(List.of(), shares(anna, folder));
  }

  @Test
  void twoThingsOfOneNameDoNotHideEachOther() {
    Actor carl = files.person("carl");
    GroupId group = group("Technik", ben);
    files.shares.make(anna, folder.id(), new Share.With.Team(group), allow(VIEW));
    assertEquals(List.of("Bau"), files.names(ben, ""));
    files.house.groups.removeMember(Author.COMMAND_LINE, group, ben.account().id());
    share(carl, files.folder(carl, "Bau"), ben, VIEW);
    assertEquals(List.of("Bau"), files.names(ben, ""));
    files.house.groups.addMember(Author.COMMAND_LINE, group, ben.account().id());
    assertEquals(List.of("Bau", "Bau (2)"), files.names(ben, ""));
    assertEquals(2, files.shares.received(ben).size());
  }

  @Test
  void severalSharesOfOneThingAreOneThing() {
    GroupId group = group("Technik", ben);
    files.shares.make(anna, folder.id(), new Share.With.Team(group), allow(VIEW));
    Shares.Given own = share(folder, ben, EDIT);
    assertEquals(List.of("Bau"), files.names(ben, ""));
    files.put(ben, "Bau/Neu.txt", "new");
    assertEquals(1, files.shares.received(ben).size());
    files.shares.remove(anna, own.share().id());
    assertEquals(List.of("Bau"), files.names(ben, ""));
    denied(() -> files.put(ben, "Bau/Neu.txt", "newer"));
    files.shares.leave(ben, folder.id());
    assertEquals(List.of(), files.names(ben, ""));
  }

  @Test
  void aRightThatIsLostIsLostAtOnce() {
    Actor carl = files.person("carl");
    Space team = files.team("Team", anna, Role.EDITOR);
    Node shared = files.folder(anna, "Team/Akte");
    files.put(anna, "Team/Akte/a.txt", "a");
    share(shared, ben, EDIT);
    share(shared, carl, VIEW);
    files.put(ben, "Akte/b.txt", "b");
    Actor chief = House.actor(files.house.people.byName("chief").orElseThrow());
    files.spaces.setMember(chief, team.id(), anna.account().id(), Role.VIEWER);
    assertEquals(List.of(), files.names(ben, ""));
    missing(() -> files.browse.find(ben, shared.id()));
    files.spaces.setMember(chief, team.id(), anna.account().id(), Role.EDITOR);
    assertEquals("b", text(ben, "Akte/b.txt"));
    files.spaces.removeMember(chief, team.id(), anna.account().id());
    missing(() -> files.find(ben, "Akte/b.txt"));
    files.spaces.setMember(chief, team.id(), anna.account().id(), Role.EDITOR);
    // Its managers end what others share.
    Shares.Given his = files.shares.of(chief, shared.id()).getFirst();
    assertFalse(his.own());
    missing(() -> files.shares.change(chief, his.share().id(), allow(VIEW)));
    files.shares.remove(chief, his.share().id());
    assertEquals(List.of(), files.names(ben, ""));
    assertEquals(List.of("Akte"), files.names(carl, ""));
    // Whoever comes to belong to the space meets it there, and only there.
    files.spaces.setMember(chief, team.id(), carl.account().id(), Role.VIEWER);
    assertEquals(List.of("Team"), files.names(carl, ""));
  }

  @Test
  void itEndsWithItsTime() {
    files.shares.make(
        anna,
        folder.id(),
        new Share.With.Person(ben.account().id()),
        List.of(
            new LinkChange.Expires(
                Optional.of(files.house.clock.instant().plus(Duration.ofDays(1))))));
    assertEquals(List.of("Bau"), files.names(ben, ""));
    files.house.clock.move(Duration.ofDays(2));
    assertEquals(List.of(), files.names(ben, ""));
    missing(() -> files.browse.find(ben, plan.id()));
    Shares.Given over = shares(anna, folder).getFirst();
    assertFalse(over.live());
    files.shares.change(anna, over.share().id(), List.of(new LinkChange.Expires(Optional.empty())));
    assertEquals(List.of("Bau"), files.names(ben, ""));
  }

  @Test
  void whatLiesInTheTrashIsNobodys() {
    share(folder, ben, EDIT);
    files.delete(anna, "Bau");
    assertEquals(List.of(), files.names(ben, ""));
    missing(() -> files.browse.find(ben, plan.id()));
    missing(() -> share(folder, files.person("carl"), VIEW));
    assertEquals(List.of(), files.shares.received(ben));
    files.trash.restore(anna, folder.id());
    assertEquals(List.of("Bau"), files.names(ben, ""));
    files.delete(anna, "Bau");
    files.trash.purge(anna, folder.id());
    assertEquals(List.of(), files.names(ben, ""));
  }

  @Test
  void nobodyPassesOnWhatTheyReceivedNorMoreThanTheyHave() {
    Actor carl = files.person("carl");
    share(folder, ben, Rights.ALL);
    denied(() -> share(ben, folder, carl, VIEW));
    denied(() -> share(ben, plan, carl, VIEW));
    denied(() -> files.links.make(ben, plan.id(), List.of()));
    assertEquals(List.of(), files.names(carl, ""));
    files.team("Team", ben, Role.VIEWER);
    Actor chief = House.actor(files.house.people.byName("chief").orElseThrow());
    Node seen = files.put(chief, "Team/a.txt", "a");
    denied(() -> share(ben, seen, carl, VIEW));
    missing(() -> share(carl, secret, ben, VIEW));
    denied(() -> share(anna, node(files.tree.rootOf(files.personal(anna))), ben, VIEW));
    Shares.Given given = shares(anna, folder).getFirst();
    missing(() -> files.shares.change(ben, given.share().id(), allow(EDIT)));
    missing(() -> files.shares.find(carl, given.share().id()));
    missing(() -> files.shares.remove(carl, given.share().id()));
    assertThrows(Problem.Exists.class, () -> share(folder, ben, VIEW));
    assertThrows(Problem.Invalid.class, () -> share(folder, anna, VIEW));
    assertThrows(Problem.Invalid.class, () -> share(folder, carl, Rights.CREATE));
  }

  @Test
  void thingsThatAreTakenElsewhereTakeNoSharesAlong() {
    Actor carl = files.person("carl");
    share(folder, ben, EDIT);
    Node inner = files.find(anna, "Bau/Fotos");
    share(inner, carl, VIEW);
    Node his = files.folder(ben, "Bens");
    share(ben, his, anna, EDIT);
    // Each takes what is the other's into their own.
    move(ben, "Bau/Fotos", "Bens/Fotos");
    assertEquals(List.of(), files.names(carl, ""));
    assertEquals(List.of("Fotos"), files.names(anna, "Bens"));
    move(anna, "Bau", "Bens/Bau");
    assertEquals(List.of("Bens"), files.names(ben, ""));
    assertEquals(List.of("Bau", "Fotos"), files.names(ben, "Bens"));
    assertEquals(List.of("Geheim.txt", "Bens"), files.names(anna, ""));
    denied(() -> move(anna, "Bens", "Bens/Bau/Bens"));
    assertThrows(Problem.Conflict.class, () -> move(ben, "Bens", "Bens/Bau/Bens"));
  }

  @Test
  void theRootsEtagTellsOfWhatIsReceived() {
    String before = etag(ben);
    Shares.Given given = share(folder, ben, VIEW);
    String shared = etag(ben);
    assertNotEquals(before, shared);
    files.put(anna, "Bau/Fotos/neu.txt", "x");
    String changed = etag(ben);
    assertNotEquals(shared, changed);
    files.put(anna, "Geheim.txt", "other");
    assertEquals(changed, etag(ben));
    String inside = files.find(ben, "Bau/Fotos").tag();
    files.shares.change(anna, given.share().id(), allow(EDIT));
    assertNotEquals(changed, etag(ben));
    // Clients look at a folder's rights again only when its etag is another one; a file's stays.
    assertNotEquals(inside, files.find(ben, "Bau/Fotos").tag());
    assertEquals(files.find(anna, "Bau/Plan.txt").tag(), files.find(ben, "Bau/Plan.txt").tag());
    String named = etag(ben);
    move(ben, "Bau", "Anders");
    assertNotEquals(named, etag(ben));
    files.delete(ben, "Anders");
    assertEquals(before, etag(ben));
  }

  @Test
  void locksHoldAcrossTheShare() {
    share(folder, ben, EDIT);
    files.lock(ben, "Bau/Plan.txt");
    assertThrows(Problem.Locked.class, () -> files.put(anna, "Bau/Plan.txt", "x"));
    files.put(ben, "Bau/Plan.txt", "y");
    files.locks.releasePersons(anna, FileHouse.steps("Bau/Plan.txt"));
    files.put(anna, "Bau/Plan.txt", "x");
    files.folder(anna, "Oben");
    Node inner = files.folder(anna, "Oben/Innen");
    files.put(anna, "Oben/Innen/a.txt", "a");
    share(inner, ben, EDIT);
    files.lock(anna, "Oben");
    // One above what was shared is met at its top.
    assertEquals(
        List.of("Innen"),
        files
            .locks
            .seen(ben, FileHouse.steps("Innen/a.txt"), false)
            .values()
            .iterator()
            .next()
            .getFirst()
            .root());
    assertThrows(Problem.Locked.class, () -> files.put(ben, "Innen/a.txt", "b"));
  }

  @Test
  void whatIsThrownAwayComesBackUnderANameOfItsOwn() {
    files.folder(ben, "Bau");
    files.delete(ben, "Bau");
    share(folder, ben, EDIT);
    List<Trash.Item> thrown = new ArrayList<>();
    files.trash.list(ben, thrown::add);
    Entry back = files.trash.restore(ben, thrown.getFirst().node().id());
    assertEquals("Bau (2)", back.node().name());
    assertEquals(List.of("Bau (2)", "Bau"), files.names(ben, ""));
    files.delete(ben, "Bau (2)");
    files.trash.restore(ben, back.node().id(), FileHouse.steps("Bau/Von Ben"));
    assertEquals(files.personal(anna), files.find(anna, "Bau/Von Ben").space());
  }

  @Test
  void allIsFoundAsLongAsItIsShared() {
    Find find = new Find(files.house.jdbi, files.ways);
    Search search =
        new Search(files.house.jdbi, files.house.clock, files.random, files.ways, files.events);
    Properties properties =
        new Properties(files.house.jdbi, files.house.clock, files.random, files.ways, files.events);
    Shares.Given given = share(folder, ben, VIEW);
    move(ben, "Bau", "Annas");
    properties.change(
        ben,
        FileHouse.steps("Annas/Fotos/Kran.txt"),
        List.of(new Properties.Change.Favourite(true)),
        Terms.NONE);
    files.put(ben, "Kranbuch.txt", "x");

    assertEquals(
        List.of("Annas/Fotos/Kran.txt", "Kranbuch.txt"),
        find.find(ben, "kran", 10).stream()
            .map(seen -> String.join("/", seen.names()))
            .sorted()
            .toList());
    assertEquals(
        List.of("Annas"),
        find.find(ben, "bau", 10).stream().map(seen -> String.join("/", seen.names())).toList());
    assertEquals(List.of(), find.find(ben, "geheim", 10));
    Search.Page page = new Search.Page(List.of(), 0, Optional.empty());
    assertEquals(
        List.of(List.of("Annas", "Fotos", "Kran.txt")),
        search.favourites(ben, List.of(), page).stream().map(Search.Found::path).toList());
    assertEquals(
        List.of(List.of("Annas", "Fotos", "Kran.txt")),
        search.favourites(ben, List.of("Annas"), page).stream().map(Search.Found::path).toList());

    files.shares.remove(anna, given.share().id());
    assertEquals(1, find.find(ben, "kran", 10).size());
    assertEquals(List.of(), find.find(ben, "bau", 10));
    assertEquals(List.of(), search.favourites(ben, List.of(), page));
  }

  @Test
  void everyStepLeavesAnEvent() {
    Shares.Given given = share(folder, ben, VIEW);
    files.shares.change(anna, given.share().id(), allow(EDIT));
    move(ben, "Bau", "Anders");
    files.shares.remove(anna, given.share().id());
    assertEquals(
        List.of(
            "folder.created", "share.created", "share.changed", "share.renamed", "share.removed"),
        files.events(folder.id()));
    assertTrue(files.ways.lead(anna.account().id(), files.personal(anna)));
    assertFalse(files.ways.lead(ben.account().id(), files.personal(anna)));
    share(folder, ben, VIEW);
    assertTrue(files.ways.lead(ben.account().id(), files.personal(anna)));
  }

  private GroupId group(String name, Actor member) {
    Group group = files.house.groups.create(Author.COMMAND_LINE, name);
    files.house.groups.addMember(Author.COMMAND_LINE, group.id(), member.account().id());
    return group.id();
  }

  private Shares.Given share(Node node, Actor with, int rights) {
    return share(anna, node, with, rights);
  }

  private Shares.Given share(Actor giver, Node node, Actor with, int rights) {
    return files.shares.make(
        giver, node.id(), new Share.With.Person(with.account().id()), allow(rights));
  }

  private static List<LinkChange> allow(int rights) {
    return List.of(new LinkChange.Allow(new Rights(rights)));
  }

  private List<Shares.Given> shares(Actor actor, Node node) {
    return files.shares.of(actor, node.id());
  }

  private Node node(FileId id) {
    return files.browse.find(anna, id).entry().node();
  }

  private void move(Actor actor, String from, String to) {
    files.tree.move(actor, FileHouse.steps(from), FileHouse.steps(to), false, Terms.NONE);
  }

  private String text(Actor actor, String path) {
    return files.text(files.find(actor, path).content());
  }

  private String etag(Actor actor) {
    return files.find(actor, "").tag();
  }

  private List<String> rights(FileId node) {
    return files.house.jdbi.withHandle(handle ->
        handle
            .createQuery("select authority from events.event where node = ? order by id")
            .bind(0, node.value())
            .mapTo(String.class)
            .list());
  }

  private static void denied(Runnable act) {
    assertThrows(Problem.Denied.class, act::run);
  }

  private static void missing(Runnable act) {
    assertThrows(Problem.NotFound.class, act::run);
  }
}
