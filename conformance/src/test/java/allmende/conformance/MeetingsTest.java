package allmende.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.packaged.Command;
import allmende.packaged.PackagedServer;
import allmende.packaged.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The stock clients of LiveKit in one room: `livekit-client` in Chromium and Firefox,
/// `@livekit/rtc-node`, `livekit-server-sdk`; with one peer connection, or with two (`-dual`). What
/// they do stands in `conformance/meetings/scenarios.mjs`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeetingsTest {
  private static final Path CLIENTS = PackagedServer.home().resolve("conformance/meetings");

  private PackagedServer server;
  private String key;
  private String secret;
  private int webhooks;

  @BeforeAll
  void start() throws IOException {
    Programs.require("node", "npm", "chromium", "firefox-esr");
    if (!Files.isDirectory(CLIENTS.resolve("node_modules/livekit-client"))) {
      Command.of("npm", "ci", "--no-fund", "--no-audit").in(CLIENTS).run().require();
    }
    server =
        PackagedServer.fresh()
            .with("ALLMENDE_MEETINGS_UDP_PORT", "0")
            .with("ALLMENDE_MEETINGS_TCP_PORT", "0");
    server.start();
    String[] made =
        server.command("meetings", "key").run().require().output().strip().split(" ", -1);
    assertEquals(2, made.length, "a key and its secret");
    key = made[0];
    secret = made[1];
    webhooks = PackagedServer.freePort();
    server.stop();
    server
        .with("ALLMENDE_MEETINGS_WEBHOOKS", "http://127.0.0.1:" + webhooks + "/hook")
        .with("ALLMENDE_MEETINGS_WEBHOOK_KEY", key)
        .start();
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chromium chromium",
        "chromium-dual chromium",
        "chromium node",
        "chromium-dual node-dual",
        "node node",
        "firefox chromium",
        "firefox-dual node",
        "firefox firefox",
      })
  void twoSeeAndHearEachOther(String pair) throws IOException {
    run("meet", pair);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "chromium-dual", "firefox", "node"})
  void whoComesLateSeesMoreThanItHadPreparedFor(String client) throws IOException {
    run("crowd", client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "firefox"})
  void aSubscriberGetsTheEncodingThatItAsksFor(String publisher) throws IOException {
    run("layers", publisher);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chromium vp9 chromium firefox node",
        "chromium-dual vp9 chromium-dual",
        "chromium av1 chromium chromium-dual node",
        "chromium h264 chromium chromium-dual",
      })
  void everyCodecIsSeenInEachOfItsSizes(String clients) throws IOException {
    run("codecs", clients);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "firefox"})
  void nothingIsSentThatNobodyWatches(String publisher) throws IOException {
    run("dynacast", publisher);
  }

  @Test
  void whoCannotDecodeACodecGetsAnother() throws IOException {
    run("backup", "chromium h264");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "chromium-dual"})
  void aWayThatBearsNoPictureStillBearsSound(String client) throws IOException {
    run("pauses", client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "chromium-dual"})
  void somebodyChoosesWhoMaySeeThem(String client) throws IOException {
    run("audience", client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "chromium-dual"})
  void whatClientsHaveHappenToThemselvesTheySurvive(String client) throws IOException {
    run("simulations", client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "chromium-dual", "firefox"})
  void tracksAreMutedEndAndBeginAgain(String publisher) throws IOException {
    run("mutes", publisher);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium vp8", "chromium h264", "chromium-dual vp8"})
  void whatEndsIsNotSeenAnyLonger(String clients) throws IOException {
    run("endings", clients);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium vp8", "chromium vp9"})
  void whoAsksForFewerPicturesGetsFewer(String clients) throws IOException {
    run("fewer", clients);
  }

  @Test
  void whoMakesASoundSpeaks() throws IOException {
    run("speakers", "chromium");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium node", "firefox chromium-dual", "node-dual firefox-dual"})
  void messagesReachWhomTheyAreFor(String pair) throws IOException {
    run("data", pair);
  }

  @Test
  void aTokenPermitsWhatItSaysAndNoMore() throws IOException {
    run("permissions", "chromium");
  }

  @Test
  void theSamePersonIsThereOnce() throws IOException {
    run("twice", "chromium");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "chromium-dual"})
  void whoLostItsLineComesBack(String client) throws IOException {
    run("resumes", client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "firefox", "chromium-dual"})
  void somebodyIsSentOnToAnotherRoom(String client) throws IOException {
    run("breakout", client);
  }

  @Test
  void otherProgramsDriveRoomsAndAreTold() throws IOException {
    run("api", "chromium");
  }

  @Test
  void nothingOfTheEngineIsALogOfErrors() throws IOException {
    run("meet", "node node");
    assertTrue(
        Files.readString(server.log()).lines().noneMatch(line -> line.contains(" ERROR ")),
        () -> "see " + server.log());
  }

  private void run(String scenario, String clients) throws IOException {
    List<String> words = new ArrayList<>(List.of("node", "run.mjs", scenario));
    words.addAll(List.of(clients.split(" ", -1)));
    Command.of(words)
        .in(CLIENTS)
        .with("ALLMENDE_URL", server.origin())
        .with("ALLMENDE_MEETING_KEY", key)
        .with("ALLMENDE_MEETING_SECRET", secret)
        .with("ALLMENDE_WEBHOOK_PORT", Integer.toString(webhooks))
        .run()
        .require();
  }
}
