package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.identity.Actor;
import allmende.identity.Author;
import allmende.identity.House;
import allmende.spaces.Role;
import allmende.spaces.Space;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindTest {
  @TempDir private Path folder;
  private FileHouse files;
  private Find find;
  private Actor anna;

  @BeforeEach
  void open() {
    files = new FileHouse(folder);
    find = new Find(files.house.jdbi, files.ways);
    anna = files.person("anna");
  }

  @ParameterizedTest
  @CsvSource({
    "Bericht 2026.pdf, ber",
    "Bericht 2026.pdf, BERICHT",
    "Bericht 2026.pdf, 2026 ber",
    "Bericht 2026.pdf, pdf bericht 2026",
    "Bericht_2026-final.pdf, final",
    "'Bericht (Entwurf).odt', entw",
    "Müller.txt, mü",
    "Müller.txt, mull",
    "Müller.txt, mueller",
    "Mueller.txt, müller",
    "MÜLLER.txt, müller",
    "Straße 7.txt, strasse",
    "STRASSE.txt, straß",
    "ẞ.txt, ss",
    "Crème brûlée.txt, creme brul",
    "Østerbro Łódź Ærø.txt, osterbro lodz aro",
    "ДОГОВОР.txt, договор",
    "ΑΣΦΑΛΕΙΑ.txt, ασφαλεια",
    "会議.txt, 会",
    "100% sicher.txt, 100 sicher",
    "O’Neill.txt, neill",
    "neuer Bauer.txt, neue baue",
  })
  void everyWordBeginsOneOfTheName(String name, String text) {
    files.put(anna, name, "a");
    assertEquals(List.of(name), names(text));
  }

  @ParameterizedTest
  @CsvSource({
    "Bericht.pdf, richt",
    "Bericht.pdf, berichte",
    "Bericht.pdf, bericht 2026",
    "Bericht.pdf, %",
    "Bericht.pdf, ' '",
    "Bericht.pdf, _ericht",
    "Bericht.pdf, ''",
  })
  void otherTextsDoNotFindIt(String name, String text) {
    files.put(anna, name, "a");
    assertEquals(List.of(), names(text));
  }

  @Test
  void nonsenseFindsNothingAndHarmsNothing() {
    files.put(anna, "a.txt", "a");
    assertEquals(List.of(), names("\0"));
    assertEquals(List.of(), names("\ud800"));
    assertEquals(List.of(), names("'; drop table files.word; --"));
    assertEquals(List.of(), names("x".repeat(100_000)));
    Random random = new Random(7);
    for (int n = 0; n < 300; n++) {
      String text =
          random
              .ints(random.nextInt(30), 0, 0x3000)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertTrue(find.find(anna, text, 5).size() <= 1);
    }
  }

  @Test
  void whatBeginsATextStillDoesWhenBothAreFolded() {
    String letters = "aeouäöüßéAEOUÄÖÜẞ s-_.7æœÆ";
    Random random = new Random(3);
    files.house.jdbi.useHandle(handle -> {
      for (int n = 0; n < 400; n++) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
          text.append(letters.charAt(random.nextInt(letters.length())));
        }
        String whole = text.toString();
        String begun = whole.substring(0, random.nextInt(whole.length()));
        String folded = fold(handle, begun);
        assertTrue(
            fold(handle, whole).startsWith(folded.stripTrailing()),
            () -> "[" + whole + "] [" + begun + "]");
      }
    });
  }

  @Test
  void namesThatBeginWithTheTextComeFirstThenTheLatest() {
    files.put(anna, "Alter Plan.txt", "a", OptionalLong.of(100));
    files.put(anna, "Neuer Plan.txt", "a", OptionalLong.of(900));
    files.put(anna, "Plan alt.txt", "a", OptionalLong.of(50));
    files.put(anna, "Planung.txt", "a", OptionalLong.of(60));
    assertEquals(
        List.of("Planung.txt", "Plan alt.txt", "Neuer Plan.txt", "Alter Plan.txt"), names("plan"));
    assertEquals(List.of("Planung.txt"), names(find.find(anna, "plan", 1)));
  }

  @Test
  void aHitKnowsItsWay() {
    files.folder(anna, "Bau");
    files.folder(anna, "Bau/2026");
    Node file = files.put(anna, "Bau/2026/Antrag.txt", "hello");
    Seen hit = find.find(anna, "antrag", 9).getFirst();
    assertEquals(file.id(), hit.entry().node().id());
    assertEquals(5, hit.entry().node().size());
    assertEquals(
        List.of("anna", "Bau", "2026", "Antrag.txt"),
        hit.path().stream().map(Browse.Step::name).toList());
    assertEquals(List.of("2026"), names("2026"));
  }

  @Test
  void aNameThatChangesIsFoundByItsNewWordsAlone() {
    files.put(anna, "Alt eins.txt", "a");
    files.tree.move(anna, List.of("Alt eins.txt"), List.of("Neu eins.txt"), false, Terms.NONE);
    assertEquals(List.of(), names("alt"));
    assertEquals(List.of("Neu eins.txt"), names("neu"));
    assertEquals(List.of("Neu eins.txt"), names("eins"));
    files.put(anna, "Neu eins.txt", "other content");
    assertEquals(List.of("Neu eins.txt"), names("neu"));
    files.folder(anna, "x");
    files.tree.copy(
        anna, List.of("Neu eins.txt"), List.of("x", "Kopie.txt"), false, true, Terms.NONE);
    files.tree.copy(anna, List.of("x"), List.of("y"), false, true, Terms.NONE);
    assertEquals(List.of("Kopie.txt", "Kopie.txt"), names("kopie"));
  }

  @Test
  void whatIsThrownAwayIsNotFoundUntilItComesBack() {
    files.folder(anna, "Ordner");
    files.put(anna, "Ordner/darin.txt", "a");
    FileId id = files.find(anna, "Ordner").id();
    files.delete(anna, "Ordner");
    assertEquals(List.of(), names("darin"));
    assertEquals(List.of(), names("ordner"));
    files.trash.restore(anna, id);
    assertEquals(List.of("darin.txt"), names("darin"));
    files.delete(anna, "Ordner");
    files.trash.purge(anna, id);
    assertEquals(List.of(), names("darin"));
    assertEquals(0L, rows());
  }

  @Test
  void nobodyFindsWhatTheyMayNotSee() {
    Actor berta = files.person("berta");
    Space team = files.team("Bauamt", berta, Role.VIEWER);
    Actor chief = House.actor(files.house.people.byName("chief").orElseThrow());
    files.put(chief, "Bauamt/Geheimplan.txt", "a");
    files.put(chief, "Geheim eigen.txt", "a");
    assertEquals(List.of("Geheimplan.txt"), names(find.find(berta, "geheim", 9)));
    assertEquals(List.of(), names("geheim"));
    assertEquals(List.of("Bauamt"), spaces(berta, "bau"));
    assertEquals(List.of(), spaces(anna, "bau"));
    files.spaces.removeMember(chief, team.id(), berta.account().id());
    assertEquals(List.of(), names(find.find(berta, "geheim", 9)));
    assertEquals(List.of(), spaces(berta, "bau"));
    // What moves into another space is found there, with everything below it.
    files.folder(chief, "Umzug");
    files.put(chief, "Umzug/Kiste.txt", "a");
    files.tree.move(chief, List.of("Umzug"), List.of("Bauamt", "Umzug"), false, Terms.NONE);
    files.spaces.setMember(chief, team.id(), berta.account().id(), Role.VIEWER);
    assertEquals(List.of("Kiste.txt"), names(find.find(berta, "kiste", 9)));
  }

  @Test
  void wordsThatThousandsOfNamesHaveAreFoundTogether() {
    Node root = files.find(anna, "");
    files.house.jdbi.useHandle(handle ->
        handle.execute(
            """
            insert into files.node (space, parent, name, key, folder, mtime, created, etag)
            select ?, ?, name, name, true, 0, 0, 0
            from generate_series(1, 7000) n cross join lateral (
              select 'Akte ' || n || ' Vorgang ' || (n % 7) as name) x
            """,
            root.space().value(), root.id().value()));
    assertEquals(Find.MOST, find.find(anna, "akte", 999).size());
    assertEquals(Find.MOST, find.find(anna, "akte vorgang", 999).size());
    assertEquals(List.of("Akte 6543 Vorgang 5"), names("vorgang akte 6543"));
    assertEquals(List.of(), names("vorgang akte 9999"));
  }

  @Test
  void peopleAreFoundByEitherName() {
    files.house.people.add(
        Author.COMMAND_LINE,
        "mmueller",
        "Margarete Müller",
        "m@example.org",
        "long enough 12",
        false);
    assertEquals(List.of("mmueller"), people("muller marg"));
    assertEquals(List.of("mmueller"), people("MMUEL"));
    assertEquals(List.of(), people("m"));
    assertEquals(List.of(), people("example"));
    assertEquals(List.of(), people("%%"));
  }

  private List<String> names(String text) {
    return names(find.find(anna, text, Find.MOST));
  }

  private static List<String> names(List<Seen> found) {
    return found.stream().map(one -> one.entry().node().name()).toList();
  }

  private List<String> people(String text) {
    return files.house.people.find(text, 9).stream().map(one -> one.name()).toList();
  }

  private List<String> spaces(Actor actor, String text) {
    return files.spaces.find(actor.account().id(), text).stream().map(one -> one.name()).toList();
  }

  private static String fold(Handle handle, String text) {
    return handle.createQuery("select names.fold(?)").bind(0, text).mapTo(String.class).one();
  }

  private long rows() {
    return files.house.jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from files.word").mapTo(Long.class).one());
  }
}
