package allmende.files;

import allmende.files.Whereabouts.Found;
import allmende.files.store.LineStore;
import allmende.files.store.ShareStore;
import allmende.identity.Account;
import allmende.identity.AccountId;
import allmende.identity.Actor;
import allmende.identity.Group;
import allmende.identity.GroupId;
import allmende.identity.Groups;
import allmende.identity.People;
import allmende.platform.events.Events;
import allmende.platform.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What people share with one another. Each share can be changed by its giver alone, and ended by
/// its giver, by the managers of the space and, for themselves, by those who received it.
public final class Shares {
  /// The most shares of one thing.
  private static final int MOST = 500;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Ways ways;
  private final People people;
  private final Groups groups;
  private final ShareStore store = new ShareStore();
  private final LineStore lines = new LineStore();
  private final Changes changes;
  private final Receipt receipt;

  public Shares(
      Jdbi jdbi,
      Clock clock,
      RandomGenerator random,
      Ways ways,
      People people,
      Groups groups,
      Events events) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.ways = ways;
    this.people = people;
    this.groups = groups;
    this.changes = new Changes(clock, random, events);
    this.receipt = new Receipt(ways.inbox(), changes);
  }

  /// A share as those see it who manage it, or received it.
  ///
  /// @param at what is shared, as whoever asks meets it
  /// @param live whether it allows anything at this moment
  /// @param own whether whoever asks gave it
  /// @param received whether whoever asks has it by this share
  public record Given(Share share, Browse.At at, boolean live, boolean own, boolean received) {}

  /// Something that others have shared with whoever asks.
  public record Got(Received received, Browse.At at) {}

  /// Shares something, for looking at unless something else is wanted.
  ///
  /// @throws Problem.Denied to those who may not share it, and for the top of a space
  /// @throws Problem.Exists when the asker has shared it with the same already
  /// @throws Problem.Invalid for rights that can do nothing there, and for those who belong there
  public Given make(Actor actor, FileId node, Share.With with, List<LinkChange> wanted) {
    Share fresh =
        new Share(
            new ShareId(0),
            node,
            actor.account().id(),
            with,
            new Rights(Rights.READ),
            "",
            Optional.empty(),
            clock.instant());
    Share wish = changed(fresh, wanted);
    return jdbi.inTransaction(handle -> {
      Found found = shareable(handle, actor, node);
      requireReceiver(actor, with, found);
      Share share = within(wish, found);
      if (store.count(handle, node) >= MOST) {
        throw new Problem.Conflict("This is shared as often as it may be.");
      }
      ShareId id =
          store
              .add(handle, share)
              .orElseThrow(() -> new Problem.Exists("You share this with them already."));
      Share made = store.find(handle, id).orElseThrow(Shares::missing);
      note(handle, actor, found, "share.created", made);
      return given(actor, found, made);
    });
  }

  /// Gives a share other settings.
  ///
  /// @throws Problem.NotFound for one that is not the asker's own
  public Given change(Actor actor, ShareId id, List<LinkChange> wanted) {
    return jdbi.inTransaction(handle -> {
      Share before =
          store.hold(handle, id).filter(each -> isOwn(actor, each)).orElseThrow(Shares::missing);
      Found found = shareable(handle, actor, before.node());
      Share share = within(changed(before, wanted), found);
      store.change(handle, share);
      note(handle, actor, found, "share.changed", share);
      return given(actor, found, share);
    });
  }

  /// Ends a share or, for whoever received it, has them do without it.
  ///
  /// @throws Problem.NotFound for one that is not the asker's business
  public void remove(Actor actor, ShareId id) {
    jdbi.useTransaction(handle -> {
      Share share = store.hold(handle, id).orElseThrow(Shares::missing);
      boolean own = isOwn(actor, share);
      if (own && lines.line(handle, share.node()).isEmpty()) {
        // What lies in the trash has no place to tell of.
        store.remove(handle, id);
        handle.afterCommit(ways::forget);
        return;
      }
      Optional<Found> mount = mount(handle, actor, share);
      if (mount.isPresent()) {
        receipt.leave(
            handle, actor, mount.get().standing(), mount.get().received().orElseThrow(), share);
        return;
      }
      Found found = seen(handle, actor, share.node());
      if (!own && !Giving.isManager(found)) {
        throw missing();
      }
      store.remove(handle, id);
      note(handle, actor, found, "share.removed", share);
    });
  }

  /// Has whoever asks do without something that others have shared with them, by whichever shares.
  ///
  /// @throws Problem.NotFound for what was not
  public void leave(Actor actor, FileId node) {
    jdbi.useTransaction(handle -> {
      Found found = ways.whereabouts().mount(handle, actor, node).orElseThrow(Shares::missing);
      receipt.leave(handle, actor, found.standing(), found.received().orElseThrow());
    });
  }

  /// Whether there is a share of this number, whoever it concerns.
  public boolean isOne(long id) {
    return jdbi.withHandle(handle -> store.find(handle, new ShareId(id))).isPresent();
  }

  /// @throws Problem.NotFound for one that the asker neither manages nor has received
  public Given find(Actor actor, ShareId id) {
    return jdbi.withHandle(handle -> {
      Share share = store.find(handle, id).orElseThrow(Shares::missing);
      Optional<Found> mount = mount(handle, actor, share);
      if (mount.isPresent()) {
        return given(actor, mount.get(), share);
      }
      Found found = seen(handle, actor, share.node());
      if (!isOwn(actor, share) && !Giving.isManager(found)) {
        throw missing();
      }
      return given(actor, found, share);
    });
  }

  /// The shares of something that the asker manages: their own, and of a space's managers all.
  ///
  /// @throws Problem.NotFound for what the asker may not see
  public List<Given> of(Actor actor, FileId node) {
    return jdbi.withHandle(handle -> {
      Found found = ways.whereabouts().find(handle, actor, node);
      List<Given> given = new ArrayList<>();
      for (Share share : store.of(handle, List.of(node))) {
        if (isOwn(actor, share) || Giving.isManager(found)) {
          given.add(given(actor, found, share));
        }
      }
      return List.copyOf(given);
    });
  }

  /// The asker's own shares of what is directly in a folder.
  public List<Given> in(Actor actor, FileId folder) {
    return mine(actor).stream()
        .filter(each -> each.at().entry().node().parent().equals(Optional.of(folder)))
        .toList();
  }

  /// All that the asker shares, the newest first; without what lies in the trash or in spaces that
  /// are no longer theirs.
  public List<Given> mine(Actor actor) {
    return jdbi.withHandle(handle -> {
      List<Given> given = new ArrayList<>();
      for (Share share : store.givenBy(handle, actor.account().id())) {
        try {
          Found found = ways.whereabouts().find(handle, actor, share.node());
          given.add(given(actor, found, share));
        } catch (Problem.NotFound e) {
          // Nothing to be managed from here.
        }
      }
      return List.copyOf(given);
    });
  }

  /// All that others share with the asker, the newest first.
  public List<Got> received(Actor actor) {
    return jdbi.withHandle(handle -> {
      List<Got> got = new ArrayList<>();
      for (Reach.Reached each : ways.mounts().received(handle, actor)) {
        Found found =
            new Found(each.membership(), each.line(), each.rights(), Optional.of(each.top()));
        got.addFirst(new Got(found.received().orElseThrow(), at(found)));
      }
      return List.copyOf(got);
    });
  }

  /// What a share is called with whoever it is given to.
  public String receiver(Share.With with) {
    return switch (with) {
      case Share.With.Person(AccountId id) -> people.byId(id).map(Account::displayName).orElse("");
      case Share.With.Team(GroupId id) ->
          Optional.ofNullable(groups.byIds(List.of(id)).get(id)).map(Group::name).orElse("");
    };
  }

  private Given given(Actor actor, Found found, Share share) {
    return new Given(
        share,
        at(found),
        ways.reach().isLive(share, found.line()),
        isOwn(actor, share),
        isBy(found, share));
  }

  private static Browse.At at(Found found) {
    return new Browse.At(Browse.named(found), false, Browse.path(found));
  }

  /// What whoever asks has by this share.
  private Optional<Found> mount(Handle handle, Actor actor, Share share) {
    return ways.whereabouts()
        .mount(handle, actor, share.node())
        .filter(found -> isBy(found, share));
  }

  private static boolean isBy(Found found, Share share) {
    return found.received().stream()
        .flatMap(each -> each.shares().stream())
        .anyMatch(each -> each.id().equals(share.id()));
  }

  private Found shareable(Handle handle, Actor actor, FileId node) {
    return Giving.shareable(ways.whereabouts().find(handle, actor, node));
  }

  private Found seen(Handle handle, Actor actor, FileId node) {
    try {
      return ways.whereabouts().find(handle, actor, node);
    } catch (Problem.NotFound e) {
      throw missing();
    }
  }

  private void requireReceiver(Actor actor, Share.With with, Found found) {
    switch (with) {
      case Share.With.Person(AccountId id) -> {
        if (people.enabled(id).isEmpty()) {
          throw new Problem.NotFound("There is no such person.");
        }
        if (id.equals(actor.account().id())) {
          throw new Problem.Invalid("This is yours already.");
        }
        if (ways.spaces().membership(id, found.node().space()).isPresent()) {
          throw new Problem.Invalid("They belong to this space already.");
        }
      }
      case Share.With.Team(GroupId id) -> {
        if (groups.byIds(List.of(id)).isEmpty()) {
          throw new Problem.NotFound("There is no such group.");
        }
      }
    }
  }

  /// A share with no more rights than its giver has, and none that mean nothing there.
  private static Share within(Share wish, Found found) {
    Rights rights = Giving.within(wish.rights(), found);
    if (!rights.can(Rights.READ)) {
      throw new Problem.Invalid("Whoever something is shared with may read it.");
    }
    return with(wish, rights, wish.note(), wish.expires());
  }

  private Share changed(Share share, List<LinkChange> wanted) {
    Share changed = share;
    for (LinkChange change : wanted) {
      changed =
          switch (change) {
            case LinkChange.Allow(Rights rights) ->
                with(changed, rights, changed.note(), changed.expires());
            case LinkChange.Note(String text) ->
                with(changed, changed.rights(), Giving.note(text), changed.expires());
            case LinkChange.Expires(var at) ->
                with(changed, changed.rights(), changed.note(), Giving.end(at, clock.instant()));
            case LinkChange.Password _, LinkChange.Label _, LinkChange.MostDownloads _ ->
                throw new Problem.Invalid("Only links have a password, a label or a limit.");
          };
    }
    return changed;
  }

  private static Share with(Share share, Rights rights, String note, Optional<Instant> expires) {
    return new Share(
        share.id(), share.node(), share.giver(), share.with(), rights, note, expires, share.made());
  }

  private void note(Handle handle, Actor actor, Found found, String kind, Share share) {
    String detail =
        "share "
            + share.id().value()
            + " with "
            + receiver(share.with())
            + ", rights "
            + share.rights().bits()
            + share.expires().map(at -> ", until " + at).orElse("");
    changes.record(
        handle, actor, found.standing(), kind, found.node().id(), found.node().name(), detail);
    handle.afterCommit(ways::forget);
  }

  private static boolean isOwn(Actor actor, Share share) {
    return share.giver().equals(actor.account().id());
  }

  private static Problem missing() {
    return new Problem.NotFound("There is no such share.");
  }
}
