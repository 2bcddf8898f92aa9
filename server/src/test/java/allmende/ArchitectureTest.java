package allmende;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The walls of the house. A new arrow between capabilities is a line in [#ARROWS], and a decision.
class ArchitectureTest {
  /// Which capability may use which others, by the public types of their root packages. Everybody
  /// may use `platform` and `protocols`.
  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "identity", Set.of(),
          "spaces", Set.of("identity"),
          "files", Set.of("identity", "spaces"),
          "ledger", Set.of("identity", "spaces"),
          "push", Set.of("identity", "spaces"),
          "meetings", Set.of("identity"));

  /// Of another capability's edges, an edge may use these alone: who is asking, how JSON is read,
  /// and how people and groups look in it.
  private static final Set<String> SHARED_BY_EDGES =
      Set.of(
          "allmende.identity.http.Callers",
          "allmende.identity.http.GroupJson",
          "allmende.identity.http.JsonBody",
          "allmende.identity.http.PersonJson");

  private static final List<String> EDGES = List.of("http", "dav", "ocs", "twirp");
  private static final int FEWEST_CLASSES = 300;

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("allmende");

  @Test
  void theImporterSawTheHouse() {
    assertTrue(HOUSE.size() > FEWEST_CLASSES, "only " + HOUSE.size() + " classes");
    for (String part :
        List.of("app", "platform", "protocols", "sfu", "identity", "spaces", "files", "ledger")) {
      assertTrue(
          HOUSE.stream().anyMatch(resideInAPackage("allmende." + part + "..")),
          "no class of " + part);
    }
    assertTrue(
        HOUSE.stream().anyMatch(resideInAnyPackage(edgesOf("identity"))), "no edge of identity");
  }

  @Test
  void everyPackageHasItsPlace() {
    List<String> known = new ArrayList<>(List.of("allmende"));
    known.addAll(
        List.of("allmende.app..", "allmende.platform..", "allmende.protocols..", "allmende.sfu.."));
    ARROWS.keySet().forEach(capability -> known.add(inside(capability)));
    check(classes().should().resideInAnyPackage(known.toArray(String[]::new)));
  }

  @Test
  void protocolsImportJavaAlone() {
    check(
        classes()
            .that()
            .resideInAPackage("allmende.protocols..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    "java..",
                    "javax.xml.stream..",
                    "allmende.protocols..",
                    "org.jspecify.annotations")));
  }

  /// So that anyone can embed it: no capability, no platform, no database, no framework of HTTP.
  @Test
  void theSfuKnowsNoServer() {
    check(
        classes()
            .that()
            .resideInAPackage("allmende.sfu..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "allmende.protocols..",
                    "allmende.sfu..",
                    "livekit..",
                    "com.google.protobuf..",
                    "org.bouncycastle..",
                    "org.slf4j..",
                    "org.jspecify.annotations")));
  }

  @Test
  void capabilitiesUseOneAnotherAlongTheArrowsByTheirRoots() {
    for (String user : ARROWS.keySet()) {
      for (String used : ARROWS.keySet()) {
        if (!user.equals(used)) {
          check(
              noClasses()
                  .that()
                  .resideInAPackage(inside(user))
                  .and(describe("are no edge of " + user, type -> !isEdge(user, type)))
                  .should()
                  .dependOnClassesThat(notOpen(used, ARROWS.get(user).contains(used), Set.of())));
          check(
              noClasses()
                  .that()
                  .resideInAnyPackage(edgesOf(user))
                  .should()
                  .dependOnClassesThat(
                      notOpen(
                          used,
                          used.equals("identity") || ARROWS.get(user).contains(used),
                          SHARED_BY_EDGES)));
        }
      }
    }
  }

  @Test
  void rootsKnowNoEdge() {
    for (String capability : ARROWS.keySet()) {
      check(
          noClasses()
              .that()
              .resideInAPackage(inside(capability))
              .and(describe("are no edge", type -> !isEdge(capability, type)))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(edgesOf(capability)));
    }
  }

  @Test
  void edgesDoNotReachTheDatabase() {
    for (String capability : ARROWS.keySet()) {
      check(
          noClasses()
              .that()
              .resideInAnyPackage(edgesOf(capability))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(
                  "org.jdbi..", "java.sql..", "allmende.platform.database..", store(capability)));
    }
  }

  @Test
  void aStoreIsReachedByItsOwnRootAndTheWiring() {
    for (String capability : ARROWS.keySet()) {
      check(
          noClasses()
              .that()
              .resideOutsideOfPackages(
                  "allmende." + capability, store(capability), "allmende.app..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage(store(capability)));
    }
  }

  @Test
  void noCapabilityReadsTheTablesOfAnother() throws IOException {
    Pattern table =
        Pattern.compile(
            "(?i)\\b(?:from|join|into|update|truncate|using)\\s+("
                + String.join("|", ARROWS.keySet())
                + ")\\.[a-z_]+\\b");
    List<String> seen = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    Path sources = Path.of("src/main/java/allmende");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String owner = sources.relativize(file).getName(0).toString();
        Matcher found = table.matcher(Files.readString(file).replaceAll("(?m)^import .*$", ""));
        while (found.find()) {
          (found.group(1).equals(owner) ? seen : foreign).add(file + ": " + found.group());
        }
      }
    }
    assertTrue(!seen.isEmpty(), "not one statement was seen");
    assertEquals(List.of(), foreign);
  }

  @Test
  void thePlatformKnowsNoCapability() {
    check(
        noClasses()
            .that()
            .resideInAPackage("allmende.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                ARROWS.keySet().stream().map(ArchitectureTest::inside).toArray(String[]::new)));
  }

  @Test
  void nobodyKnowsTheApp() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("allmende.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("allmende.app.."));
  }

  @Test
  void thereAreNoCycles() {
    check(slices().matching("allmende.(*)..").should().beFreeOfCycles());
    check(slices().matching("allmende.platform.(*)..").should().beFreeOfCycles());
    check(slices().matching("allmende.protocols.(*)..").should().beFreeOfCycles());
    check(slices().matching("allmende.sfu.(*)..").should().beFreeOfCycles());
  }

  @Test
  void nothingHangsOnAThread() {
    check(noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class));
  }

  @Test
  void onlyTheCommandLinePrints() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("allmende.app..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace"));
  }

  @Test
  void theTimeIsAskedOfAClock() {
    check(
        noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now"));
  }

  @Test
  void noSignatureMentionsAFuture() {
    DescribedPredicate<JavaClass> future =
        describe("futures", type -> type.isAssignableTo(CompletionStage.class));
    check(methods().should().notHaveRawReturnType(future));
    check(
        methods()
            .should()
            .notHaveRawParameterTypes(
                describe("a future", types -> types.stream().anyMatch(future))));
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        HOUSE.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(each -> !each.isAnnotatedWith(NullMarked.class))
            .map(each -> each.getName())
            .sorted()
            .toList();
    assertEquals(List.of(), unmarked);
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(HOUSE);
  }

  private static DescribedPredicate<JavaClass> notOpen(
      String used, boolean arrow, Set<String> alsoOpen) {
    DescribedPredicate<JavaClass> open =
        arrow
            ? resideInAPackage("allmende." + used)
                .or(describe("shared", type -> alsoOpen.contains(outermost(type).getName())))
            : DescribedPredicate.not(alwaysTrue());
    return resideInAPackage(inside(used))
        .and(DescribedPredicate.not(open))
        .as("are %s's own%s", used, arrow ? ", behind its root" : "; there is no arrow to it");
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  private static boolean isEdge(String capability, JavaClass type) {
    return resideInAnyPackage(edgesOf(capability)).test(type);
  }

  private static String inside(String capability) {
    return "allmende." + capability + "..";
  }

  private static String store(String capability) {
    return "allmende." + capability + ".store..";
  }

  private static String[] edgesOf(String capability) {
    return EDGES.stream()
        .map(edge -> "allmende." + capability + "." + edge + "..")
        .toArray(String[]::new);
  }
}
