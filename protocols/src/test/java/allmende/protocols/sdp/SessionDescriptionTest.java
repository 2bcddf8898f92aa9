package allmende.protocols.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import allmende.protocols.sdp.MediaSection.Codec;
import allmende.protocols.sdp.SdpAttribute.ExtMap;
import allmende.protocols.sdp.SdpAttribute.Fingerprint;
import allmende.protocols.sdp.SdpAttribute.Group;
import allmende.protocols.sdp.SdpAttribute.IceUfrag;
import allmende.protocols.sdp.SdpAttribute.MaxMessageSize;
import allmende.protocols.sdp.SdpAttribute.Mid;
import allmende.protocols.sdp.SdpAttribute.Msid;
import allmende.protocols.sdp.SdpAttribute.Other;
import allmende.protocols.sdp.SdpAttribute.Rid;
import allmende.protocols.sdp.SdpAttribute.RtpMap;
import allmende.protocols.sdp.SdpAttribute.SctpPort;
import allmende.protocols.sdp.SdpAttribute.Simulcast;
import allmende.protocols.sdp.SdpAttribute.Ssrc;
import allmende.protocols.sdp.SdpAttribute.SsrcGroup;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionDescriptionTest {
  /// What a browser offers: a microphone, a camera in two layers, and data channels.
  private static final String OFFER =
      """
      v=0
      o=- 4611731400430051336 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      a=group:BUNDLE 0 1 2
      a=extmap-allow-mixed
      a=msid-semantic: WMS stream
      m=audio 9 UDP/TLS/RTP/SAVPF 111 63
      c=IN IP4 0.0.0.0
      a=rtcp:9 IN IP4 0.0.0.0
      a=candidate:1 1 udp 2122260223 0b5a1f2e-9c1f.local 49203 typ host generation 0 network-id 1
      a=candidate:2 1 TCP 1518280447 192.0.2.4 9 typ host tcptype active generation 0
      a=candidate:3 1 udp 1686052607 203.0.113.9 52000 typ srflx raddr 192.0.2.4 rport 49203
      a=end-of-candidates
      a=ice-ufrag:EsAw
      a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
      a=ice-options:trickle renomination
      a=fingerprint:sha-256 12:DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD
      a=setup:actpass
      a=mid:0
      a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
      a=extmap:4/recvonly urn:ietf:params:rtp-hdrext:sdes:mid
      a=sendrecv
      a=msid:stream track
      a=rtcp-mux
      a=rtcp-rsize
      a=rtpmap:111 opus/48000/2
      a=rtcp-fb:111 transport-cc
      a=fmtp:111 minptime=10;useinbandfec=1
      a=rtpmap:63 red/48000/2
      a=fmtp:63 111/111
      a=ssrc:3735928559 cname:v1SBHP7c76XqYcWx
      a=ssrc:3735928559 msid:stream track
      m=video 9 UDP/TLS/RTP/SAVPF 96 97
      c=IN IP4 0.0.0.0
      b=AS:2500
      b=TIAS:2500000
      a=mid:1
      a=sendonly
      a=msid:stream
      a=rtpmap:96 VP8/90000
      a=rtcp-fb:96 ccm fir
      a=rtcp-fb:96 nack
      a=rtcp-fb:96 nack pli
      a=rtcp-fb:* goog-remb
      a=rtpmap:97 rtx/90000
      a=fmtp:97 apt=96
      a=ssrc-group:FID 1 2
      a=rid:q send
      a=rid:h send pt=96;max-width=1280
      a=simulcast:send q;~h,f recv 1
      m=application 9 UDP/DTLS/SCTP webrtc-datachannel
      c=IN IP4 0.0.0.0
      a=mid:2
      a=sctp-port:5000
      a=max-message-size:262144
      """;

  private final SessionDescription offer = parse(OFFER);

  @Test
  void session() {
    assertEquals(
        new Origin("-", "4611731400430051336", 2, "IN", "IP4", "127.0.0.1"), offer.origin());
    assertEquals(
        new Group(Group.BUNDLE, List.of("0", "1", "2")), offer.first(Group.class).orElseThrow());
    assertEquals(new Other("msid-semantic", " WMS stream"), offer.first(Other.class).orElseThrow());
    assertEquals(
        List.of("audio", "video", "application"),
        offer.media().stream().map(MediaSection::kind).toList());
    assertEquals(
        List.of("0", "1", "2"),
        offer.media().stream().map(each -> each.mid().orElseThrow()).toList());
  }

  @Test
  void transport() {
    MediaSection audio = offer.media().getFirst();
    assertEquals(new IceUfrag("EsAw"), audio.first(IceUfrag.class).orElseThrow());
    assertEquals(Setup.ACTPASS, audio.first(Setup.class).orElseThrow());
    Fingerprint fingerprint = audio.first(Fingerprint.class).orElseThrow();
    assertEquals("sha-256", fingerprint.hash());
    assertEquals(32, fingerprint.bytes().length);
    assertEquals(fingerprint, Fingerprint.of("SHA-256", fingerprint.bytes()));
    List<Candidate> candidates = audio.all(Candidate.class).toList();
    assertEquals("0b5a1f2e-9c1f.local", candidates.get(0).address());
    assertEquals(TcpType.ACTIVE, candidates.get(1).tcpType());
    assertEquals("tcp", candidates.get(1).transport());
    assertEquals("192.0.2.4", candidates.get(2).relatedAddress());
    assertEquals(CandidateType.SRFLX, candidates.get(2).type());
  }

  @Test
  void codecs() {
    Codec opus = offer.media().getFirst().codecs().getFirst();
    assertEquals(new RtpMap(111, "opus", 48_000, 2), opus.map());
    assertEquals("1", opus.fmtp().orElseThrow().parameter("UseInbandFec").orElseThrow());
    assertTrue(opus.fmtp().orElseThrow().parameter("usedtx").isEmpty());
    assertTrue(opus.offers("transport-cc", null));
    List<Codec> video = offer.media().get(1).codecs();
    assertTrue(video.getFirst().offers("nack", "pli"));
    assertTrue(video.getFirst().offers("goog-remb", null), "the star means every payload type");
    assertFalse(video.getFirst().offers("transport-cc", null));
    assertEquals("96", video.get(1).fmtp().orElseThrow().parameter("apt").orElseThrow());
    assertEquals(1, video.getFirst().map().channels());
  }

  @Test
  void streams() {
    MediaSection audio = offer.media().getFirst();
    MediaSection video = offer.media().get(1);
    assertEquals(new Msid("stream", "track"), audio.first(Msid.class).orElseThrow());
    assertEquals(new Msid("stream", null), video.first(Msid.class).orElseThrow());
    assertEquals(
        new Ssrc(3_735_928_559L, "cname", "v1SBHP7c76XqYcWx"),
        audio.first(Ssrc.class).orElseThrow());
    assertEquals(
        new SsrcGroup(SsrcGroup.FID, List.of(1L, 2L)), video.first(SsrcGroup.class).orElseThrow());
    assertEquals(
        List.of(new Rid("q", true, null), new Rid("h", true, "pt=96;max-width=1280")),
        video.all(Rid.class).toList());
    Simulcast simulcast = video.first(Simulcast.class).orElseThrow();
    assertEquals(
        List.of(
            new Simulcast.Stream(List.of(new Simulcast.Alternative("q", false))),
            new Simulcast.Stream(
                List.of(
                    new Simulcast.Alternative("h", true), new Simulcast.Alternative("f", false)))),
        simulcast.send());
    assertEquals(1, simulcast.receive().size());
    assertEquals(
        new ExtMap(4, Direction.RECVONLY, "urn:ietf:params:rtp-hdrext:sdes:mid", null),
        audio.all(ExtMap.class).toList().get(1));
  }

  @Test
  void directions() {
    assertEquals(Direction.SENDRECV, offer.media().get(0).direction());
    assertEquals(Direction.SENDONLY, offer.media().get(1).direction());
    assertEquals(Direction.SENDRECV, offer.media().get(2).direction(), "when nothing is said");
    for (Direction each : Direction.values()) {
      assertEquals(each, Direction.of(each.sends(), each.receives()));
    }
  }

  @Test
  void data() {
    MediaSection data = offer.media().get(2);
    assertEquals(List.of(MediaSection.DATA_CHANNEL), data.formats());
    assertEquals(5000, data.first(SctpPort.class).orElseThrow().port());
    assertEquals(262_144, data.first(MaxMessageSize.class).orElseThrow().bytes());
    assertTrue(data.codecs().isEmpty());
  }

  @Test
  void comesBackLineByLine() {
    // `TCP` is written in lower case, which the grammar holds for the same.
    assertEquals(OFFER.replace(" TCP ", " tcp "), offer.text().replace("\r\n", "\n"));
    assertEquals(offer, parse(offer.text()));
  }

  @Test
  void whatTheSessionSaysHoldsForItsSections() {
    SessionDescription description =
        parse(
            "v=0\no=- 1 1 IN IP4 0.0.0.0\ns=-\nt=0 0\na=ice-ufrag:abcd\nm=audio 9 X 0\nm=video 9 X 0\na=ice-ufrag:efgh\n");
    assertEquals(
        "abcd",
        description.first(description.media().get(0), IceUfrag.class).orElseThrow().ufrag());
    assertEquals(
        "efgh",
        description.first(description.media().get(1), IceUfrag.class).orElseThrow().ufrag());
    assertTrue(description.first(description.media().get(1), Mid.class).isEmpty());
  }

  @Test
  void trickledCandidates() throws Exception {
    String line =
        "candidate:842163049 1 udp 1677729535 203.0.113.9 46154 typ srflx raddr 0.0.0.0 rport 0 generation 0 ufrag EsAw";
    Candidate candidate = Candidate.parse(line);
    assertEquals(46_154, candidate.port());
    assertEquals(line, candidate.line());
    assertEquals(candidate, Candidate.parse("a=" + line));
    assertEquals(
        "candidate:1 1 udp 2130706431 192.0.2.1 7882 typ host",
        Candidate.host("1", 2_130_706_431L, "192.0.2.1", 7882).line());
    assertEquals(
        "candidate:2 1 tcp 1518149375 192.0.2.1 7881 typ host tcptype passive",
        Candidate.passiveTcp("2", 1_518_149_375L, "192.0.2.1", 7881).line());
    for (String bad :
        List.of(
            "",
            "candidate:",
            "mid:0",
            "candidate:1 1 udp 1 192.0.2.1 7882 host",
            "candidate:1 1 udp 1 192.0.2.1 65536 typ host",
            "candidate:1 1 udp -1 192.0.2.1 1 typ host",
            "candidate:1 1 udp 1 192.0.2.1 1 typ nothing",
            "candidate:1 1 udp 1 192.0.2.1 1 typ host raddr",
            "candidate:1 1 udp 1 192.0.2.1 1 typ host x")) {
      assertThrows(MalformedSdp.class, () -> Candidate.parse(bad), bad);
    }
  }

  @Test
  void refuses() {
    String head = "v=0\no=- 1 1 IN IP4 0.0.0.0\ns=-\nt=0 0\n";
    for (String bad :
        List.of(
            "",
            "v=1\n",
            "o=- 1 1 IN IP4 0.0.0.0\n",
            "v=0\ns=-\n",
            head + "v=0\n",
            head + "x=1\n",
            head + "a\n",
            head + "\n",
            head + "a=\n",
            head + "a=mid:\0\n",
            head + "m=audio 9 X\n",
            head + "m=audio 65536 X 0\n",
            head + "m=audio / X 0\n",
            head + "m=audio 9 X 0\no=- 1 1 IN IP4 0.0.0.0\n",
            head + "a=setup:sometimes\n",
            head + "a=mid:\n",
            head + "a=mid:0 1\n",
            head + "a=rtpmap:128 opus/48000\n",
            head + "a=rtpmap:96 opus\n",
            head + "a=extmap:0 urn:x\n",
            head + "a=extmap:256 urn:x\n",
            head + "a=ssrc:4294967296 cname:x\n",
            head + "a=ssrc:1\n",
            head + "a=ice-ufrag:abc\n",
            head + "a=ice-pwd:tooshort\n",
            head + "a=fingerprint:sha-256 AB\n",
            head + "a=simulcast:send\n",
            head + "a=simulcast:send ;\n",
            head + "a=rid:q both\n",
            head + "b=AS\n",
            head + "a=" + "x".repeat(SdpLimits.MAX_LINE) + "\n",
            head + "a=x\n".repeat(SdpLimits.MAX_ATTRIBUTES + 1),
            head + "m=audio 9 X 0\n".repeat(SdpLimits.MAX_SECTIONS + 1),
            head + "i=x\n".repeat(SdpLimits.MAX_LINES),
            head + "i=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n".repeat(60_000))) {
      assertThrows(
          MalformedSdp.class,
          () -> SessionDescription.parse(bad),
          bad.substring(0, Math.min(100, bad.length())));
    }
  }

  @Test
  void neverWritesALineBreakThatIsPartOfAValue() {
    var description =
        new SessionDescription(
            Origin.anonymous(1, 1), List.of(new Msid("a\r\na=ice-lite", null)), List.of());
    assertThrows(IllegalArgumentException.class, description::text);
  }

  @Test
  void survivesDamage() {
    List<String> seeds = new ArrayList<>(List.of(OFFER));
    OFFER.lines().skip(4).forEach(line -> seeds.add("v=0\no=- 1 1 IN IP4 0.0.0.0\n" + line + "\n"));
    Fuzz.text(
        seeds,
        List.of(MalformedSdp.class),
        text -> {
          SessionDescription description = SessionDescription.parse(text);
          description.media().forEach(MediaSection::codecs);
          // Once in our own words, it stays as it is.
          String ours = description.text();
          assertEquals(ours, SessionDescription.parse(ours).text());
        });
  }

  private static SessionDescription parse(String text) {
    try {
      return SessionDescription.parse(text);
    } catch (MalformedSdp e) {
      throw new AssertionError(e);
    }
  }
}
