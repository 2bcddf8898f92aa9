package allmende.sfu.cc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.sfu.cc.Demand.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharingTest {
  private static final long KBIT = 1_000;
  private static final List<Long> VOICE = List.of(40 * KBIT);
  private static final List<Long> VIDEO = List.of(150 * KBIT, 500 * KBIT, 1_700 * KBIT);

  private static Demand audio(int id) {
    return new Demand(id, Kind.AUDIO, 0, VOICE, Share.PAUSED);
  }

  private static Demand camera(int id, long pixels) {
    return new Demand(id, Kind.CAMERA, pixels, VIDEO, Share.PAUSED);
  }

  private static Demand screen(int id) {
    return new Demand(id, Kind.SCREEN, 1_000, List.of(300 * KBIT, 1_200 * KBIT), Share.PAUSED);
  }

  private static List<Integer> layers(long kilobits, List<Demand> demands) {
    Sharing sharing = Sharing.of(kilobits * KBIT, demands);
    assertEquals(
        demands.stream().map(Demand::id).toList(),
        sharing.shares().stream().map(Share::id).toList());
    return sharing.shares().stream().map(Share::layer).toList();
  }

  @Test
  void enoughForAll() {
    List<Demand> demands = List.of(camera(1, 10), audio(2), screen(3), camera(4, 20));
    Sharing sharing = Sharing.of(10_000 * KBIT, demands);
    assertEquals(
        List.of(new Share(1, 2), new Share(2, 0), new Share(3, 1), new Share(4, 2)),
        sharing.shares());
    assertEquals(4_640 * KBIT, sharing.used());
    assertEquals(sharing.used(), Sharing.of(sharing.wanted(), demands).used(), "what to probe for");
  }

  @Test
  void audioIsNeverPaused() {
    assertEquals(List.of(0, 0, -1), layers(50, List.of(audio(1), audio(2), camera(3, 1))));
  }

  /// Of 30 pictures a second, 8 cost half as much, and 15 three quarters.
  private static Demand thinned(int id, int current) {
    List<Long> layers = List.of(75 * KBIT, 112 * KBIT, 150 * KBIT, 500 * KBIT);
    return new Demand(id, Kind.CAMERA, 10, layers, 2, current);
  }

  @Test
  void fewerPicturesAreBetterThanNone() {
    List<Demand> one = List.of(thinned(1, Share.PAUSED));
    assertEquals(List.of(-1), layers(80, one));
    assertEquals(List.of(0), layers(100, one));
    assertEquals(List.of(1), layers(140, one));
    assertEquals(List.of(2), layers(190, one));
    assertEquals(List.of(3), layers(600, one));
    List<Demand> two = List.of(thinned(1, 2), thinned(2, 2));
    assertEquals(List.of(2, 2), layers(330, two));
    assertEquals(List.of(2, 1), layers(280, two), "all of one rather than more of neither");
    assertEquals(List.of(2, 0), layers(250, two));
    assertEquals(List.of(2, -1), layers(200, two));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Demand(1, Kind.CAMERA, 1, VIDEO, 3, Share.PAUSED));
  }

  @Test
  void somethingOfEverythingBeforeMoreOfAnything() {
    List<Demand> demands = List.of(camera(1, 100), camera(2, 10), screen(3), audio(4));
    assertEquals(List.of(-1, -1, 0, 0), layers(450, demands));
    assertEquals(List.of(0, -1, 0, 0), layers(600, demands), "the larger camera first");
    assertEquals(List.of(0, 0, 0, 0), layers(800, demands));
    assertEquals(List.of(0, 0, 1, 0), layers(1_900, demands), "then the screen");
    assertEquals(List.of(1, 0, 1, 0), layers(2_200, demands), "then the larger camera");
    assertEquals(List.of(2, 0, 1, 0), layers(3_600, demands));
    assertEquals(List.of(2, 2, 1, 0), layers(6_000, demands));
  }

  @Test
  void camerasOfOneSizeGrowTogether() {
    List<Demand> demands = List.of(camera(1, 10), camera(2, 10), camera(3, 10), camera(4, 10));
    assertEquals(List.of(1, 1, 1, 1), layers(2_400, demands));
    assertEquals(List.of(2, 1, 1, 1), layers(3_800, demands));
  }

  @Test
  void whatIsBeingSentStaysLongerThanWhatIsNotWouldBegin() {
    var waiting = new Demand(1, Kind.CAMERA, 1, VIDEO, 0);
    var sent = new Demand(1, Kind.CAMERA, 1, VIDEO, 1);
    assertEquals(List.of(0), layers(540, List.of(waiting)));
    assertEquals(List.of(1), layers(540, List.of(sent)));
    assertEquals(List.of(1), layers(590, List.of(waiting)));
    assertEquals(List.of(0), layers(520, List.of(sent)));
  }

  @Test
  void neverMoreThanThereIs() {
    var random = new Random(4);
    for (int round = 0; round < 2_000; round++) {
      List<Demand> demands = new ArrayList<>();
      for (int i = random.nextInt(30); i >= 0; i--) {
        List<Long> layers = new ArrayList<>();
        long cost = 0;
        for (int layer = random.nextInt(5); layer >= 0; layer--) {
          cost += 1 + random.nextInt(1_000_000);
          layers.add(cost);
        }
        Kind kind = random.nextInt(4) == 0 ? Kind.SCREEN : Kind.CAMERA;
        demands.add(
            new Demand(i, kind, random.nextInt(3), layers, random.nextInt(layers.size() + 1) - 1));
      }
      long target = random.nextInt(20_000_000);
      Sharing sharing = Sharing.of(target, demands);
      assertTrue(sharing.used() <= target);
      long all = demands.stream().mapToLong(each -> each.layers().getLast()).sum();
      assertEquals(all, Sharing.of(sharing.wanted() + 100, demands).used());
    }
    assertEquals(List.of(), layers(100, List.of()));
  }

  @Test
  void refusesWhatIsNoDemand() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Demand(1, Kind.CAMERA, 1, List.of(2L, 2L), Share.PAUSED));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Demand(1, Kind.CAMERA, 1, List.of(), Share.PAUSED));
    assertThrows(
        IllegalArgumentException.class, () -> new Demand(1, Kind.CAMERA, 1, List.of(2L), 1));
  }
}
