package allmende.files.dav;

import allmende.files.Entry;
import allmende.files.FileId;
import allmende.files.Links;
import allmende.files.Locks;
import allmende.files.Properties;
import allmende.files.Property;
import allmende.files.Search;
import allmende.files.ShareKind;
import allmende.files.Trash;
import allmende.files.Tree;
import allmende.identity.Actor;
import allmende.identity.Credential;
import allmende.protocols.xml.QName;
import allmende.spaces.SpaceId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the properties that somebody asks for need beyond the entries themselves: read once for the
/// whole answer, and only what is asked for.
///
/// @param actor who asks
/// @param now when
/// @param base the person's root, encoded, which hrefs of locks begin with
/// @param locks by the node that they cover
/// @param own what clients keep there, by node
/// @param ages since when they are there, by node
/// @param trash what is known of things in the trash, by their node
/// @param shared what is shared, and how
/// @param room the bytes left, by space; none for a space without a limit
record Facts(
    Actor actor,
    Instant now,
    String base,
    Map<FileId, List<Locks.Held>> locks,
    Map<FileId, List<Property>> own,
    Set<FileId> favourites,
    Map<FileId, Properties.Age> ages,
    Map<FileId, Trash.Item> trash,
    Map<FileId, Set<ShareKind>> shared,
    Map<SpaceId, Long> room) {
  private static final Set<String> PROTECTED =
      Set.of(QName.DAV, QName.OC, QName.NC, QName.OCS, QName.OCM);
  private static final QName FAVOURITE = QName.oc("favorite");
  private static final QName SHARES = QName.oc("share-types");
  private static final QName ROOM = QName.dav("quota-available-bytes");
  private static final Set<QName> AGES =
      Set.of(QName.dav("creationdate"), QName.nc("creation_time"), QName.nc("upload_time"));
  private static final QName DISCOVERY = QName.dav("lockdiscovery");

  /// Whether a name is of a namespace that is ours alone, so that nobody can keep things under it.
  static boolean isOurs(QName name) {
    return PROTECTED.contains(name.namespace());
  }

  /// Reads facts.
  record Reader(Tree tree, Locks locks, Properties properties, Links links, Clock clock) {
    /// @param wanted the properties that are asked for
    /// @param all whether all of the client's own are wanted too
    /// @param children whether the answer lists a folder
    Facts of(
        Actor actor,
        DavAddress.File address,
        Collection<QName> wanted,
        boolean all,
        boolean children) {
      List<String> path = address.path();
      if (actor.credential() instanceof Credential.Link) {
        // Who locked what, and what clients keep there, is for those who belong there.
        return none(actor, address.base());
      }
      boolean shared = wanted.contains(SHARES);
      boolean own = all || wanted.stream().anyMatch(name -> !isOurs(name));
      boolean favourites = wanted.contains(FAVOURITE);
      boolean locked = wanted.stream().anyMatch(Reader::isAboutLocks);
      boolean aged = isAboutAges(wanted);
      Facts none = none(actor, address.base());
      Optional<Entry> entry =
          own || favourites || aged || shared
              ? Optional.of(tree.find(actor, path))
              : Optional.empty();
      FileId self = entry.map(each -> each.node().id()).orElse(new FileId(0));
      // How things are shared, those know who share them.
      shared &= entry.map(Entry::received).filter(Optional::isPresent).isEmpty();
      return new Facts(
          actor,
          none.now(),
          address.base(),
          locked ? locks.seen(actor, path, children) : none.locks(),
          own ? properties.of(self, children) : none.own(),
          favourites ? properties.favourites(actor, self) : none.favourites(),
          aged ? properties.ages(self, children) : none.ages(),
          none.trash(),
          shared ? links.marked(self) : none.shared(),
          wanted.contains(ROOM) ? tree.room(actor, path) : none.room());
    }

    /// For entries from anywhere in the tree.
    Facts found(Actor actor, String base, Collection<QName> wanted, List<Search.Found> found) {
      Facts none = none(actor, base);
      List<FileId> ids = found.stream().map(one -> one.entry().node().id()).toList();
      return new Facts(
          actor,
          none.now(),
          base,
          none.locks(),
          none.own(),
          wanted.contains(FAVOURITE) ? properties.favouritesAmong(actor, ids) : none.favourites(),
          isAboutAges(wanted) ? properties.agesAmong(ids) : none.ages(),
          none.trash(),
          none.shared(),
          none.room());
    }

    /// For things in the trash.
    Facts thrownAway(Actor actor, String base, Map<FileId, Trash.Item> items) {
      Facts none = none(actor, base);
      return new Facts(
          actor,
          none.now(),
          base,
          none.locks(),
          none.own(),
          none.favourites(),
          none.ages(),
          items,
          none.shared(),
          none.room());
    }

    /// Nothing is known beyond the entries.
    Facts none(Actor actor, String base) {
      return new Facts(
          actor,
          clock.instant(),
          base,
          Map.of(),
          Map.of(),
          Set.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of());
    }

    private static boolean isAboutAges(Collection<QName> wanted) {
      return wanted.stream().anyMatch(AGES::contains);
    }

    private static boolean isAboutLocks(QName name) {
      return name.equals(DISCOVERY)
          || name.namespace().equals(QName.NC) && name.local().startsWith("lock");
    }
  }
}
