package allmende.sfu.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.sdp.Candidate;
import allmende.protocols.sdp.MalformedSdp;
import allmende.sfu.dtls.DtlsIdentity;
import allmende.sfu.media.Codec;
import allmende.sfu.media.DownParameters;
import allmende.sfu.media.MediaLoop;
import allmende.sfu.media.Transport;
import allmende.sfu.media.TransportListener;
import allmende.sfu.media.UpParameters;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Offers as browsers write them, shortened, and what we answer (RFC 8829).
class PeerConnectionTest {
  private static final String SESSION =
      """
      v=0
      o=- 1 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      a=group:BUNDLE 0 1 2
      """;
  private static final String ICE =
      """
      c=IN IP4 0.0.0.0
      a=ice-ufrag:abcd
      a=ice-pwd:0123456789012345678901
      a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF
      a=setup:actpass
      """;
  private static final String LISTENS =
      "m=audio 9 UDP/TLS/RTP/SAVPF 111 63\n"
          + ICE
          + """
          a=mid:0
          a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
          a=recvonly
          a=rtcp-mux
          a=rtpmap:111 opus/48000/2
          a=rtpmap:63 red/48000/2
          a=fmtp:63 111/111
          """;
  private static final String SHOWS =
      "m=video 9 UDP/TLS/RTP/SAVPF 98 99 96 97\n"
          + ICE
          + """
          a=mid:1
          a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
          a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id
          a=extmap:11 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id
          a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
          a=extmap:12 urn:3gpp:video-orientation
          a=extmap:5 https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension
          a=sendonly
          a=msid:stream camera-1
          a=rtcp-mux
          a=rtpmap:98 VP9/90000
          a=rtpmap:99 rtx/90000
          a=fmtp:99 apt=98
          a=rtcp-fb:98 transport-cc
          a=rtpmap:96 VP8/90000
          a=rtcp-fb:96 nack
          a=rtcp-fb:96 transport-cc
          a=rtpmap:97 rtx/90000
          a=fmtp:97 apt=96
          a=rid:q send
          a=rid:h send
          a=rid:f send
          a=simulcast:send f;h;q
          """;
  private static final String DATA =
      "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\n"
          + ICE
          + """
          a=mid:2
          a=sctp-port:5000
          """;

  private final SecureRandom random = new SecureRandom();
  private final MediaLoop loop =
      new MediaLoop(8, List.of(InetAddress.getLoopbackAddress()), 0, Clock.systemUTC()).start();
  private final DtlsIdentity identity = DtlsIdentity.make(random, Clock.systemUTC());

  @AfterEach
  void stop() {
    loop.close();
  }

  @Test
  void theAnswerTakesWhatWeKnowOfTheOffer() throws MalformedSdp {
    PeerConnection connection = connection();
    connection.takeOffer(SESSION + LISTENS + SHOWS + DATA);
    UpParameters up = connection.up(connection.sections().get(1)).orElseThrow();
    assertEquals(Codec.VP9, up.codec(), "what the client likes best");
    assertEquals(98, up.payloadType());
    assertEquals(99, up.rtxPayloadType());
    assertEquals(5, up.extensions().dependencyDescriptor());
    assertEquals(List.of("q", "h", "f"), up.rids(), "from the smallest, whatever was written");
    assertEquals(11, up.extensions().repairedRid());
    assertEquals("camera-1", connection.clientTrack(connection.sections().get(1)).orElseThrow());
    String answer = connection.answer();
    assertTrue(answer.contains("a=ice-lite"), answer);
    assertTrue(answer.contains("a=group:BUNDLE 0 1 2"), answer);
    assertTrue(answer.contains("a=simulcast:recv q;h;f"), answer);
    assertTrue(answer.contains("a=rtcp-fb:98 transport-cc"), answer);
    assertTrue(answer.contains("a=extmap:5 https://aomediacodec"), answer);
    assertTrue(answer.contains("a=setup:passive"), answer);
    assertTrue(answer.contains("m=application 9 UDP/DTLS/SCTP webrtc-datachannel"), answer);
    assertFalse(answer.contains("VP8"), answer);
    assertFalse(answer.contains("video-orientation"), answer);
    assertTrue(answer.contains("a=fmtp:63 111/111"), "it may get what is redundant: " + answer);
  }

  @Test
  void aCodecIsTakenInTheFormThatMostCanDecode() throws MalformedSdp {
    String offer =
        SESSION
            + SHOWS
                .replace("98 99 96 97", "100 101 102 103 104")
                .replaceAll("a=(rtpmap|fmtp|rtcp-fb):.*\n", "")
            + """
            a=rtpmap:100 VP9/90000
            a=fmtp:100 profile-id=2
            a=rtpmap:101 H264/90000
            a=fmtp:101 packetization-mode=0;profile-level-id=42e01f
            a=rtpmap:102 H264/90000
            a=fmtp:102 packetization-mode=1;profile-level-id=640032
            a=rtpmap:103 H264/90000
            a=fmtp:103 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
            a=rtpmap:104 rtx/90000
            a=fmtp:104 apt=103
            """;
    PeerConnection connection = connection();
    connection.takeOffer(offer);
    UpParameters up = connection.up(connection.sections().getFirst()).orElseThrow();
    assertEquals(Codec.H264, up.codec(), "VP9 only in the form that everybody has");
    assertEquals(103, up.payloadType());
    assertEquals(104, up.rtxPayloadType());
    String answer = connection.answer();
    assertTrue(
        answer.contains(
            "a=fmtp:103 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"),
        answer);
    assertFalse(answer.contains("VP9"), answer);
  }

  @Test
  void soundIsAskedForSeveralTimesOverOnlyWhereItIsWanted() throws MalformedSdp {
    String sings = LISTENS.replace("recvonly", "sendonly");
    PeerConnection connection = connection();
    connection.takeOffer(SESSION + sings);
    assertEquals(
        63, connection.up(connection.sections().getFirst()).orElseThrow().redPayloadType());
    assertFalse(connection.answer().contains("red/"), "nobody has said so");
    connection.sections().getFirst().wantRedundancy(true);
    assertTrue(connection.answer().contains("m=audio 9 UDP/TLS/RTP/SAVPF 63 111"));
    connection.takeOffer(SESSION + sings.replace("111/111", "111/110"));
    assertEquals(
        -1, connection.up(connection.sections().getFirst()).orElseThrow().redPayloadType());
  }

  @Test
  void aTrackIsSentWhereTheClientListens() throws MalformedSdp {
    PeerConnection connection = connection();
    connection.takeOffer(SESSION + LISTENS + SHOWS + DATA);
    assertEquals(0, connection.free("video").count(), "where it only sends");
    Section free = connection.free("audio").findFirst().orElseThrow();
    free.send(new Section.Sending("PA_1|camera", "TR_1", Codec.OPUS, -5, 6));
    assertEquals(0, connection.free("audio").count());
    String answer = connection.answer();
    assertTrue(answer.contains("a=msid:PA_1|camera TR_1"), answer);
    assertTrue(answer.contains("a=ssrc:4294967291 cname:"), answer);
    DownParameters down = connection.down(free).orElseThrow();
    assertEquals(111, down.payloadType());
    assertEquals(-1, down.rtxPayloadType());
    assertEquals(4, down.extensions().mid());
  }

  @Test
  void aPortOfZeroIsARefusalUnlessItIsBundled() throws MalformedSdp {
    PeerConnection connection = connection();
    String bundled =
        SHOWS.replace("m=video 9", "m=video 0").replace("a=mid:1", "a=mid:1\na=bundle-only");
    connection.takeOffer(SESSION + LISTENS + bundled);
    assertTrue(connection.up(connection.sections().get(1)).isPresent());
    PeerConnection other = connection();
    other.takeOffer(SESSION + LISTENS + SHOWS.replace("m=video 9", "m=video 0"));
    assertTrue(other.up(other.sections().get(1)).isEmpty());
    assertTrue(other.answer().contains("m=video 0 "), other.answer());
    other.takeOffer(SESSION + LISTENS + SHOWS.replace("a=mid:1", "a=mid:9"));
    assertEquals("9", other.sections().get(1).mid(), "its place is taken by another");
  }

  @Test
  void sectionsKeepTheirPlaces() throws MalformedSdp {
    PeerConnection connection = connection();
    connection.takeOffer(SESSION + LISTENS + SHOWS);
    assertThrows(MalformedSdp.class, () -> connection.takeOffer(SESSION + SHOWS + LISTENS));
    assertThrows(MalformedSdp.class, () -> connection.takeOffer(SESSION + LISTENS));
    assertThrows(
        MalformedSdp.class,
        () -> connection().takeOffer((SESSION + LISTENS).replace("a=fingerprint:sha-256", "a=x:")));
  }

  @Test
  void ourOfferIsAnswered() throws MalformedSdp {
    PeerConnection connection = connection();
    connection.add("application");
    Section section = connection.add("video");
    section.send(new Section.Sending("PA_1|camera", "TR_1", Codec.VP8, 5, 6));
    String offer = connection.offer();
    assertTrue(offer.contains("a=setup:actpass"), offer);
    assertTrue(offer.contains("a=ssrc-group:FID 5 6"), offer);
    assertTrue(connection.down(section).isEmpty(), "before there is an answer");
    connection.takeAnswer(
        SESSION
            + DATA.replace("a=mid:2", "a=mid:0").replace("actpass", "active")
            + "m=video 9 UDP/TLS/RTP/SAVPF 96 97\n"
            + ICE.replace("actpass", "active")
            + "a=mid:1\na=recvonly\na=rtpmap:96 VP8/90000\na=rtpmap:97 rtx/90000\na=fmtp:97 apt=96\n");
    assertEquals(97, connection.down(section).orElseThrow().rtxPayloadType());
    section.send(null);
    assertEquals(section, connection.add("video"), "a free place is used again");
  }

  @Test
  void noOfferDoesMoreThanBeRefused() {
    Random noise = new Random(11);
    String good = SESSION + LISTENS + SHOWS + DATA;
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int j = 0; j <= noise.nextInt(6); j++) {
        int at = noise.nextInt(text.length());
        switch (noise.nextInt(3)) {
          case 0 -> text.setCharAt(at, (char) noise.nextInt(128));
          case 1 -> text.deleteCharAt(at);
          default -> text.insert(at, "a=rid:" + noise.nextInt(1_000));
        }
      }
      PeerConnection connection = connection();
      try {
        connection.takeOffer(text.toString());
        connection.sections().forEach(connection::up);
        assertFalse(connection.answer().isEmpty());
      } catch (MalformedSdp expected) {
        assertFalse(String.valueOf(expected.getMessage()).isEmpty());
      }
      connection.transport().close();
    }
  }

  private PeerConnection connection() {
    return new PeerConnection(
        new Transport(loop, identity, new Deaf()),
        random,
        identity.fingerprint(),
        List.of(Candidate.host("1", 1, "127.0.0.1", 9)));
  }

  private static final class Deaf implements TransportListener {
    @Override
    public void connected() {}

    @Override
    public void lost() {}

    @Override
    public void data(byte[] bytes, int length) {}
  }
}
