package allmende.meetings;

import allmende.identity.AccountId;
import allmende.identity.Actor;
import allmende.identity.ClientName;
import allmende.identity.NetworkOf;
import allmende.meetings.store.MeetingStore;
import allmende.platform.events.Event;
import allmende.platform.events.Events;
import allmende.platform.problem.Problem;
import allmende.sfu.auth.AccessToken;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Meetings that people start: who may come in, and as what.
///
/// Whoever has the link may come in, but guests only while somebody with an account is there: an
/// old link is no meeting place for strangers.
public final class Meetings {
  private static final int MOST_OF_ONE_HOST = 200;
  private static final int MOST_GUESTS = 100;
  private static final Duration GUESTS_COUNTED = Duration.ofMinutes(10);

  private final Jdbi jdbi;
  private final Clock clock;
  private final SecureRandom random;
  private final Events events;
  private final LiveRooms rooms;
  private final EntryTokens tokens;
  private final MeetingStore store = new MeetingStore();

  public Meetings(
      Jdbi jdbi,
      Clock clock,
      SecureRandom random,
      Events events,
      LiveRooms rooms,
      MeetingKeys keys) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.random = random;
    this.events = events;
    this.rooms = rooms;
    this.tokens = new EntryTokens(keys, clock);
  }

  /// A guest as they come: nothing of it is proved.
  public record Guest(String name, String address, String userAgent) {
    @Override
    public String toString() {
      return "a guest";
    }
  }

  /// A meeting and how many are there now.
  public record Running(Meeting meeting, int present) {}

  /// Starts a meeting.
  ///
  /// @throws Problem.Conflict when somebody has 200 already
  public Meeting start(Actor actor) {
    AccountId host = actor.account().id();
    return jdbi.inTransaction(handle -> {
      if (store.of(handle, host).size() >= MOST_OF_ONE_HOST) {
        throw new Problem.Conflict("You have 200 meetings. Please end one before the next.");
      }
      Meeting made = store.add(handle, MeetingLink.fresh(random), host, clock.instant());
      note(handle, "meeting.created", actor, made, null);
      return made;
    });
  }

  /// Those that somebody has started, the newest first.
  public List<Running> of(Actor actor) {
    return jdbi.withHandle(handle -> store.of(handle, actor.account().id())).stream()
        .map(each -> new Running(each, rooms.present(each.id().room()).size()))
        .toList();
  }

  /// What somebody would be in the meeting behind a link.
  ///
  /// @throws Problem.NotFound when there is none
  public Role role(String link, Optional<Actor> actor) {
    return role(find(link), actor);
  }

  /// Lets somebody with an account in, under the name that their account has.
  ///
  /// @throws Problem.NotFound when there is no such meeting
  public Entry.Admitted enter(String link, Actor actor) {
    return jdbi.inTransaction(handle -> {
      Meeting meeting = find(handle, link);
      Role role = role(meeting, Optional.of(actor));
      store.used(handle, meeting.id(), clock.instant());
      note(handle, "meeting.joined", actor, meeting, null);
      String prefix = "person-" + actor.account().id().value();
      return admit(meeting, prefix, actor.account().displayName(), role);
    });
  }

  /// Lets a guest in, if somebody with an account is there.
  ///
  /// @throws Problem.NotFound when there is no such meeting
  /// @throws Problem.Invalid for what is no name
  /// @throws Problem.TooManyAttempts when 100 came from one network within ten minutes
  public Entry enter(String link, Guest guest) {
    Meeting meeting = find(link);
    String name = GuestName.checked(guest.name());
    if (rooms.present(meeting.id().room()).stream().noneMatch(Meetings::belongsHere)) {
      return new Entry.Waiting();
    }
    return jdbi.inTransaction(handle -> {
      count(handle, guest.address());
      events.append(
          handle,
          new Event(
              "meeting.joined",
              null,
              ClientName.of(guest.userAgent()),
              "meeting-link",
              null,
              null,
              meeting.id().room(),
              name));
      return admit(meeting, "guest", name, Role.GUEST);
    });
  }

  /// Whether a token still opens its room: one of ours does while the meeting has not ended.
  public boolean opens(AccessToken token) {
    return !tokens.isOurs(token)
        || MeetingId.ofRoom(token.video().room())
            .map(id -> jdbi.withHandle(handle -> store.exists(handle, id)))
            .orElse(false);
  }

  /// Ends a meeting for all who are there; its link leads nowhere from then on.
  ///
  /// @throws Problem.Denied to all but its host
  public void end(String link, Actor actor) {
    Meeting meeting = require(link, actor);
    jdbi.useTransaction(handle -> {
      if (store.remove(handle, meeting.id())) {
        note(handle, "meeting.ended", actor, meeting, null);
      }
    });
    rooms.close(meeting.id().room());
  }

  /// Sends somebody away. Whoever has the link may come again.
  ///
  /// @throws Problem.Denied to all but the host
  /// @throws Problem.NotFound when they are not there
  public void remove(String link, Actor actor, String identity) {
    Meeting meeting = require(link, actor);
    String name = nameOf(meeting, identity);
    jdbi.useTransaction(handle -> note(handle, "meeting.removed", actor, meeting, name));
    rooms.remove(meeting.id().room(), identity);
  }

  /// Mutes somebody's microphone; only they can unmute it.
  ///
  /// @throws Problem.Denied to all but the host
  /// @throws Problem.NotFound when they are not there
  public void mute(String link, Actor actor, String identity) {
    Meeting meeting = require(link, actor);
    String name = nameOf(meeting, identity);
    jdbi.useTransaction(handle -> note(handle, "meeting.muted", actor, meeting, name));
    rooms.mute(meeting.id().room(), identity);
  }

  private Meeting require(String link, Actor actor) {
    Meeting meeting = find(link);
    if (role(meeting, Optional.of(actor)) != Role.HOST) {
      throw new Problem.Denied("Only whoever started the meeting may do this.");
    }
    return meeting;
  }

  private String nameOf(Meeting meeting, String identity) {
    return rooms.present(meeting.id().room()).stream()
        .filter(each -> each.identity().equals(identity))
        .map(LiveRooms.Present::name)
        .findFirst()
        .orElseThrow(() -> new Problem.NotFound("This person is not in the meeting any more."));
  }

  private Meeting find(String link) {
    return jdbi.withHandle(handle -> find(handle, link));
  }

  private Meeting find(Handle handle, String link) {
    return Optional.of(link)
        .filter(MeetingLink::looksLikeOne)
        .flatMap(text -> store.byLink(handle, text))
        .orElseThrow(() -> new Problem.NotFound("There is no such meeting."));
  }

  private static Role role(Meeting meeting, Optional<Actor> actor) {
    return actor
        .map(one -> one.account().id().equals(meeting.host()) ? Role.HOST : Role.MEMBER)
        .orElse(Role.GUEST);
  }

  private static boolean belongsHere(LiveRooms.Present present) {
    return present.role().equals(Role.HOST.word()) || present.role().equals(Role.MEMBER.word());
  }

  /// The identity is drawn anew each time: with one of their own choosing, somebody could throw
  /// another out. So one may also be there with two devices.
  private Entry.Admitted admit(Meeting meeting, String prefix, String name, Role role) {
    String identity = prefix + "-" + MeetingLink.part(random);
    return new Entry.Admitted(tokens.make(meeting.id(), identity, name, role), identity, role);
  }

  private void count(Handle handle, String address) {
    Instant now = clock.instant();
    String network = NetworkOf.address(address);
    if (store.guests(handle, network, now.minus(GUESTS_COUNTED)) >= MOST_GUESTS) {
      throw new Problem.TooManyAttempts(Duration.ofMinutes(1));
    }
    store.addGuest(handle, network, now, GUESTS_COUNTED);
  }

  private void note(
      Handle handle, String kind, Actor actor, Meeting meeting, @Nullable String detail) {
    events.append(
        handle,
        new Event(
            kind,
            actor.account().id().value(),
            actor.client(),
            actor.credential().right() + " " + role(meeting, Optional.of(actor)).word(),
            null,
            null,
            meeting.id().room(),
            detail));
  }
}
