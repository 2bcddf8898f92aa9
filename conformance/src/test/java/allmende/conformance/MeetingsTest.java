package allmende.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.packaged.MeetingClients;
import allmende.packaged.PackagedServer;
import java.io.IOException;
import java.nio.file.Files;
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
  private PackagedServer server;
  private MeetingClients stock;

  @BeforeAll
  void start() throws IOException {
    server =
        PackagedServer.fresh()
            .with("ALLMENDE_MEETINGS_UDP_PORT", "0")
            .with("ALLMENDE_MEETINGS_TCP_PORT", "0");
    server.start();
    stock = MeetingClients.of(server);
    int webhooks = PackagedServer.freePort();
    stock.with("ALLMENDE_WEBHOOK_PORT", Integer.toString(webhooks));
    server.stop();
    server
        .with("ALLMENDE_MEETINGS_WEBHOOKS", "http://127.0.0.1:" + webhooks + "/hook")
        .with("ALLMENDE_MEETINGS_WEBHOOK_KEY", stock.key())
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
    stock.run("meet", pair);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "chromium-dual", "firefox", "node"})
  void whoComesLateSeesMoreThanItHadPreparedFor(String client) throws IOException {
    stock.run("crowd", client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "firefox"})
  void aSubscriberGetsTheEncodingThatItAsksFor(String publisher) throws IOException {
    stock.run("layers", publisher);
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
    stock.run("codecs", clients);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "firefox"})
  void nothingIsSentThatNobodyWatches(String publisher) throws IOException {
    stock.run("dynacast", publisher);
  }

  @Test
  void whoCannotDecodeACodecGetsAnother() throws IOException {
    stock.run("backup", "chromium h264");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "chromium-dual"})
  void aWayThatBearsNoPictureStillBearsSound(String client) throws IOException {
    stock.run("pauses", client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "chromium-dual"})
  void somebodyChoosesWhoMaySeeThem(String client) throws IOException {
    stock.run("audience", client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "chromium-dual"})
  void whatClientsHaveHappenToThemselvesTheySurvive(String client) throws IOException {
    stock.run("simulations", client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "chromium-dual", "firefox"})
  void tracksAreMutedEndAndBeginAgain(String publisher) throws IOException {
    stock.run("mutes", publisher);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium vp8", "chromium h264", "chromium-dual vp8"})
  void whatEndsIsNotSeenAnyLonger(String clients) throws IOException {
    stock.run("endings", clients);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium vp8", "chromium vp9"})
  void whoAsksForFewerPicturesGetsFewer(String clients) throws IOException {
    stock.run("fewer", clients);
  }

  @Test
  void whoMakesASoundSpeaks() throws IOException {
    stock.run("speakers", "chromium");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium node", "firefox chromium-dual", "node-dual firefox-dual"})
  void messagesReachWhomTheyAreFor(String pair) throws IOException {
    stock.run("data", pair);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium chromium-dual", "chromium-dual chromium"})
  void framesOfDataReachWhoSubscribes(String pair) throws IOException {
    stock.run("dataTracks", pair);
  }

  @Test
  void aTokenPermitsWhatItSaysAndNoMore() throws IOException {
    stock.run("permissions", "chromium");
  }

  @Test
  void theSamePersonIsThereOnce() throws IOException {
    stock.run("twice", "chromium");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "chromium-dual"})
  void whoLostItsLineComesBack(String client) throws IOException {
    stock.run("resumes", client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "firefox", "chromium-dual"})
  void somebodyIsSentOnToAnotherRoom(String client) throws IOException {
    stock.run("breakout", client);
  }

  @Test
  void otherProgramsDriveRoomsAndAreTold() throws IOException {
    stock.run("api", "chromium");
  }

  @Test
  void nothingOfTheEngineIsALogOfErrors() throws IOException {
    stock.run("meet", "node node");
    assertTrue(
        Files.readString(server.log()).lines().noneMatch(line -> line.contains(" ERROR ")),
        () -> "see " + server.log());
  }
}
