package allmende.sfu.peer;

import allmende.protocols.sdp.Candidate;
import allmende.protocols.sdp.MalformedSdp;
import allmende.protocols.sdp.MediaSection;
import allmende.protocols.sdp.Origin;
import allmende.protocols.sdp.SdpAttribute;
import allmende.protocols.sdp.SdpAttribute.Fingerprint;
import allmende.protocols.sdp.SdpAttribute.Group;
import allmende.protocols.sdp.SdpAttribute.IceUfrag;
import allmende.protocols.sdp.SdpAttribute.Msid;
import allmende.protocols.sdp.SessionDescription;
import allmende.protocols.sdp.Setup;
import allmende.sfu.media.Codec;
import allmende.sfu.media.DownParameters;
import allmende.sfu.media.IceCredentials;
import allmende.sfu.media.Transport;
import allmende.sfu.media.UpParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One peer connection with a client: its sections, and the descriptions that agree on them. Not
/// for several threads.
public final class PeerConnection {
  /// More sections have no honest use: a room's tracks times two.
  private static final int MOST_SECTIONS = 1_024;

  private final Transport transport;
  private final RandomGenerator random;
  private final Fingerprint fingerprint;
  private final List<Section> sections = new ArrayList<>();
  private final long session;
  private Describer describer;
  private IceCredentials credentials;
  private long version;
  private @Nullable String clientUfrag;
  private boolean clientKnown;

  /// @param fingerprint SHA-256 of our certificate
  /// @param candidates where we are
  public PeerConnection(
      Transport transport, RandomGenerator random, byte[] fingerprint, List<Candidate> candidates) {
    this.transport = transport;
    this.random = random;
    this.fingerprint = Fingerprint.of("sha-256", fingerprint);
    this.describer = new Describer(this.fingerprint, candidates);
    this.session = random.nextLong() >>> 2;
    this.credentials = transport.freshCredentials(random);
    transport.admit(credentials);
  }

  public Transport transport() {
    return transport;
  }

  /// From now on descriptions say that we are elsewhere.
  public void candidates(List<Candidate> candidates) {
    describer = new Describer(fingerprint, candidates);
  }

  public List<Section> sections() {
    return List.copyOf(sections);
  }

  /// Takes a client's offer.
  public void takeOffer(String sdp) throws MalformedSdp {
    SessionDescription offer = SessionDescription.parse(sdp);
    if (offer.media().size() > MOST_SECTIONS || offer.media().size() < sections.size()) {
      throw new MalformedSdp("sections are missing, or there are too many");
    }
    for (int i = 0; i < offer.media().size(); i++) {
      MediaSection described = offer.media().get(i);
      String mid = described.mid().orElseThrow(() -> new MalformedSdp("a section has no mid"));
      if (i == sections.size()) {
        sections.add(new Section(mid, described.kind()));
      }
      Section section = sections.get(i);
      if (section.isRefused() && !section.mid().equals(mid) && section.sending() == null) {
        // A place that was given up is taken by another (RFC 8829 §5.2.2).
        section = new Section(mid, described.kind());
        sections.set(i, section);
      }
      if (!section.mid().equals(mid) || !section.kind().equals(described.kind())) {
        throw new MalformedSdp("a section has changed its place");
      }
      section.remote(described);
    }
    meet(offer);
  }

  /// What we say to the offer that was taken.
  public String answer() {
    return describe(Setup.PASSIVE, true);
  }

  /// A section on which a track can be sent in this connection, where we make the offers; free ones
  /// are used again.
  public Section add(String kind) {
    for (Section section : sections) {
      if (section.kind().equals(kind) && section.sending() == null) {
        return section;
      }
    }
    Section section = new Section(Integer.toString(sections.size()), kind);
    sections.add(section);
    return section;
  }

  /// Our own offer.
  public String offer() {
    return describe(Setup.ACTPASS, false);
  }

  /// From now on the client has to find its way to us anew (RFC 8445 §2.4).
  public void restartIce() {
    credentials = transport.freshCredentials(random);
    transport.admit(credentials);
  }

  /// Takes a client's answer to our offer.
  public void takeAnswer(String sdp) throws MalformedSdp {
    SessionDescription answer = SessionDescription.parse(sdp);
    if (answer.media().size() > sections.size()) {
      throw new MalformedSdp("there are more sections than were offered");
    }
    for (int i = 0; i < answer.media().size(); i++) {
      sections.get(i).remote(answer.media().get(i));
    }
    meet(answer);
  }

  /// How the client sends on a section, if it does, and in a codec that we know.
  public Optional<UpParameters> up(Section section) {
    return Negotiated.up(section);
  }

  /// Whether the client can decode a codec, as far as it has said on a section.
  public boolean takes(Section section, Codec codec) {
    return Negotiated.takes(section, codec);
  }

  /// How to send what a section is for, once the client takes it.
  public Optional<DownParameters> down(Section section) {
    return Negotiated.down(section);
  }

  /// The name that the client gave to the track which it sends on a section.
  public Optional<String> clientTrack(Section section) {
    MediaSection remote = section.remote();
    return remote == null || !section.clientSends()
        ? Optional.empty()
        : remote.first(Msid.class).map(msid -> msid.track() == null ? "" : msid.track());
  }

  /// Sections in which the client receives a kind and nothing is sent yet.
  public Stream<Section> free(String kind) {
    return sections.stream()
        .filter(
            each -> each.kind().equals(kind) && each.sending() == null && each.clientReceives());
  }

  private void meet(SessionDescription remote) throws MalformedSdp {
    MediaSection first =
        remote.media().stream()
            .filter(each -> each.port() != 0 || each.first(SdpAttribute.IceUfrag.class).isPresent())
            .findFirst()
            .orElseThrow(() -> new MalformedSdp("no section is in use"));
    String ufrag =
        remote
            .first(first, IceUfrag.class)
            .orElseThrow(() -> new MalformedSdp("ICE's credentials are missing"))
            .ufrag();
    if (clientUfrag != null && !clientUfrag.equals(ufrag)) {
      restartIce();
    }
    clientUfrag = ufrag;
    if (!clientKnown) {
      Fingerprint fingerprint =
          remote
              .first(first, Fingerprint.class)
              .filter(each -> each.hash().equals("sha-256"))
              .orElseThrow(() -> new MalformedSdp("a SHA-256 fingerprint is missing"));
      clientKnown = true;
      transport.expect(fingerprint.bytes());
    }
  }

  private String describe(Setup setup, boolean answering) {
    List<MediaSection> described = new ArrayList<>();
    List<String> bundled = new ArrayList<>();
    for (Section section : sections) {
      MediaSection one = describer.describe(section, setup, credentials, answering);
      described.add(one);
      if (one.port() != 0) {
        bundled.add(section.mid());
      }
    }
    List<SdpAttribute> attributes =
        List.of(
            new Group(Group.BUNDLE, bundled),
            new SdpAttribute.ExtMapAllowMixed(),
            new SdpAttribute.Other("msid-semantic", "WMS *"),
            new SdpAttribute.IceLite());
    return new SessionDescription(Origin.anonymous(session, version++), attributes, described)
        .text();
  }
}
