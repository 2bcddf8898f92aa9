package allmende.files;

import allmende.files.Whereabouts.Found;
import allmende.files.store.LineStore;
import allmende.files.store.LinkStore;
import allmende.identity.Actor;
import allmende.identity.LinkPasswords;
import allmende.platform.events.Events;
import allmende.platform.problem.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The links that people give to their files and folders. Each can be changed by its giver alone,
/// and taken back by its giver and by the managers of the space. Who may see what has a link sees
/// that it has one.
public final class Links {
  /// The most links to one thing.
  private static final int MOST = 100;

  private static final int LONGEST_LABEL = 255;
  private static final int WRITING = Rights.UPDATE | Rights.CREATE | Rights.DELETE;

  private final Jdbi jdbi;
  private final Clock clock;
  private final RandomGenerator random;
  private final LinkPasswords passwords;
  private final LinkStore store = new LinkStore();
  private final LineStore lines = new LineStore();
  private final Whereabouts whereabouts;
  private final Reach reach;
  private final Changes changes;

  /// @param random one that nobody foresees
  public Links(
      Jdbi jdbi,
      Clock clock,
      RandomGenerator random,
      Ways ways,
      LinkPasswords passwords,
      Events events) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.random = random;
    this.passwords = passwords;
    this.whereabouts = ways.whereabouts();
    this.reach = ways.reach();
    this.changes = new Changes(clock, random, events);
  }

  /// A link as those see it who manage it.
  ///
  /// @param at what it leads to
  /// @param live whether it leads there at this moment
  /// @param own whether whoever asks gave it
  public record Given(Link link, Browse.At at, boolean live, boolean own) {}

  /// Makes a link.
  ///
  /// @throws Problem.Denied to those who may not share it, and for the top of a space
  /// @throws Problem.Invalid for rights that can do nothing there, or settings that cannot be
  public Given make(Actor actor, FileId node, List<LinkChange> wanted) {
    Link fresh =
        new Link(
            new LinkId(0),
            node,
            actor.account().id(),
            new Rights(Rights.READ),
            LinkToken.fresh(random),
            null,
            "",
            "",
            Optional.empty(),
            0,
            Optional.empty(),
            clock.instant());
    Link wish = changed(fresh, hashed(wanted), wanted);
    return jdbi.inTransaction(handle -> {
      Found found = shareable(handle, actor, node);
      Link link = within(wish, found);
      if (store.count(handle, node) >= MOST) {
        throw new Problem.Conflict("This has as many links as it may have.");
      }
      LinkId id = store.add(handle, link, LinkToken.hash(link.token()));
      Link made = store.find(handle, id).orElseThrow(Links::missing);
      note(handle, actor, found, "link.created", made);
      return given(handle, actor, found, made);
    });
  }

  /// Gives a link other settings.
  ///
  /// @throws Problem.NotFound for one that is not the asker's own
  public Given change(Actor actor, LinkId id, List<LinkChange> wanted) {
    @Nullable String password = hashed(wanted);
    return jdbi.inTransaction(handle -> {
      Link before = own(actor, store.hold(handle, id));
      Found found = shareable(handle, actor, before.node());
      Link link = within(changed(before, password, wanted), found);
      store.change(handle, link);
      note(handle, actor, found, "link.changed", link);
      return given(handle, actor, found, link);
    });
  }

  /// Takes a link back.
  ///
  /// @throws Problem.NotFound for one that the asker may not take back
  public void remove(Actor actor, LinkId id) {
    jdbi.useTransaction(handle -> {
      Link link = store.hold(handle, id).orElseThrow(Links::missing);
      boolean own = isOwn(actor, link);
      List<Node> line = lines.line(handle, link.node());
      if (line.isEmpty() && own) {
        // What lies in the trash has no place to tell of.
        store.remove(handle, id);
        return;
      }
      Found found = seen(handle, actor, link.node());
      if (!own && !Giving.isManager(found)) {
        throw missing();
      }
      store.remove(handle, id);
      note(handle, actor, found, "link.removed", link);
    });
  }

  /// @throws Problem.NotFound for one that the asker does not manage
  public Given find(Actor actor, LinkId id) {
    return jdbi.withHandle(handle -> {
      Link link = store.find(handle, id).orElseThrow(Links::missing);
      Found found = seen(handle, actor, link.node());
      if (!isOwn(actor, link) && !Giving.isManager(found)) {
        throw missing();
      }
      return given(handle, actor, found, link);
    });
  }

  /// The links to something that the asker manages: their own, and of a space's managers all.
  ///
  /// @throws Problem.NotFound for what the asker may not see
  public List<Given> of(Actor actor, FileId node) {
    return jdbi.withHandle(handle -> {
      Found found = whereabouts.find(handle, actor, node);
      List<Given> given = new ArrayList<>();
      for (Link link : store.of(handle, List.of(node))) {
        if (isOwn(actor, link) || Giving.isManager(found)) {
          given.add(given(handle, actor, found, link));
        }
      }
      return List.copyOf(given);
    });
  }

  /// The asker's own links to what is directly in a folder.
  public List<Given> in(Actor actor, FileId folder) {
    return mine(actor).stream()
        .filter(each -> each.at().entry().node().parent().equals(Optional.of(folder)))
        .toList();
  }

  /// All that the asker has given, the newest first; without what lies in the trash or in spaces
  /// that are no longer theirs.
  public List<Given> mine(Actor actor) {
    return jdbi.withHandle(handle -> {
      List<Given> given = new ArrayList<>();
      for (Link link : store.givenBy(handle, actor.account().id())) {
        try {
          given.add(given(handle, actor, whereabouts.find(handle, actor, link.node()), link));
        } catch (Problem.NotFound e) {
          // Nothing to be managed from here.
        }
      }
      return List.copyOf(given);
    });
  }

  /// How a folder and what is directly in it are shared, by links and with people.
  public Map<FileId, Set<ShareKind>> marked(FileId folder) {
    return jdbi.withHandle(handle -> store.kindsIn(handle, folder, clock.instant()));
  }

  private Given given(Handle handle, Actor actor, Found found, Link link) {
    return new Given(
        link,
        new Browse.At(Browse.named(found), false, Browse.path(found)),
        reach.of(handle, link).isPresent(),
        isOwn(actor, link));
  }

  private Found shareable(Handle handle, Actor actor, FileId node) {
    return Giving.shareable(whereabouts.find(handle, actor, node));
  }

  private Found seen(Handle handle, Actor actor, FileId node) {
    try {
      return whereabouts.find(handle, actor, node);
    } catch (Problem.NotFound e) {
      throw missing();
    }
  }

  /// A link with no more rights than its giver has, and none that mean nothing there.
  private static Link within(Link wish, Found found) {
    int bits = Giving.within(wish.rights(), found).bits();
    if ((bits & (Rights.READ | Rights.CREATE)) == 0) {
      throw new Problem.Invalid("A link lets people read, or add to a folder.");
    }
    if ((bits & Rights.READ) == 0 && (bits & WRITING) != Rights.CREATE) {
      throw new Problem.Invalid("Who may not read may only add.");
    }
    return allowing(wish, new Rights(bits));
  }

  private static Link allowing(Link link, Rights rights) {
    return new Link(
        link.id(),
        link.node(),
        link.giver(),
        rights,
        link.token(),
        link.password(),
        link.label(),
        link.note(),
        link.expires(),
        link.downloads(),
        link.mostDownloads(),
        link.made());
  }

  /// The hash of the password among these settings, if there is one: made before a transaction
  /// begins, since it takes its time.
  private @Nullable String hashed(List<LinkChange> wanted) {
    for (LinkChange change : wanted) {
      if (change instanceof LinkChange.Password(Optional<String> password)
          && password.isPresent()) {
        return passwords.hash(password.get());
      }
    }
    return null;
  }

  private Link changed(Link link, @Nullable String newPassword, List<LinkChange> wanted) {
    Rights rights = link.rights();
    @Nullable String password = link.password();
    String label = link.label();
    String note = link.note();
    var expires = link.expires();
    var most = link.mostDownloads();
    for (LinkChange change : wanted) {
      switch (change) {
        case LinkChange.Allow(Rights wish) -> rights = wish;
        case LinkChange.Password _ -> password = newPassword;
        case LinkChange.Label(String text) -> label = Giving.text(text, LONGEST_LABEL);
        case LinkChange.Note(String text) -> note = Giving.note(text);
        case LinkChange.Expires(var at) -> expires = Giving.end(at, clock.instant());
        case LinkChange.MostDownloads(var count) -> {
          if (count.isPresent() && count.get() < 1) {
            throw new Problem.Invalid("A limit lets one download pass at the least.");
          }
          most = count;
        }
      }
    }
    return new Link(
        link.id(),
        link.node(),
        link.giver(),
        rights,
        link.token(),
        password,
        label,
        note,
        expires,
        link.downloads(),
        most,
        link.made());
  }

  private void note(Handle handle, Actor actor, Found found, String kind, Link link) {
    String detail =
        link.door()
            + ", rights "
            + link.rights().bits()
            + (link.password() == null ? "" : ", password")
            + link.expires().map(at -> ", until " + at).orElse("")
            + link.mostDownloads().map(most -> ", " + most + " downloads").orElse("");
    changes.record(
        handle, actor, found.standing(), kind, found.node().id(), found.node().name(), detail);
  }

  private static Link own(Actor actor, Optional<Link> link) {
    return link.filter(each -> isOwn(actor, each)).orElseThrow(Links::missing);
  }

  private static boolean isOwn(Actor actor, Link link) {
    return link.giver().equals(actor.account().id());
  }

  private static Problem missing() {
    return new Problem.NotFound("There is no such share.");
  }
}
