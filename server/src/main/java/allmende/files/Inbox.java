package allmende.files;

import allmende.files.store.LineStore;
import allmende.files.store.ShareStore;
import allmende.files.store.ShareStore.Arrived;
import allmende.files.store.TreeStore;
import allmende.identity.Account;
import allmende.identity.AccountId;
import allmende.identity.Group;
import allmende.identity.GroupId;
import allmende.identity.Groups;
import allmende.identity.People;
import allmende.spaces.Kind;
import allmende.spaces.Membership;
import allmende.spaces.SpaceId;
import allmende.spaces.Spaces;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What has been shared with each person, and what it is called with them. Whether a share still
/// allows anything is [Reach]'s to say, at each use.
///
/// [#of] is asked with every request and remembers its answers: those who have received nothing
/// cost the database nothing. Any change of shares, groups or memberships makes it look again.
final class Inbox {
  private static final long MOST = 20_000;

  private final Jdbi jdbi;
  private final Spaces spaces;
  private final People people;
  private final Groups groups;
  private final ShareStore store = new ShareStore();
  private final LineStore lines = new LineStore();
  private final TreeStore tree = new TreeStore();
  private final Cache<AccountId, Remembered> remembered =
      Caffeine.newBuilder().maximumSize(MOST).build();
  private final AtomicLong changes = new AtomicLong();

  Inbox(Jdbi jdbi, Spaces spaces, People people, Groups groups) {
    this.jdbi = jdbi;
    this.spaces = spaces;
    this.people = people;
    this.groups = groups;
    groups.onChange(this::forget);
  }

  /// Something that was shared with a person, by one share or by several.
  ///
  /// @param space that it was in when this was read
  /// @param givers of the shares
  record Offer(
      FileId node,
      SpaceId space,
      NodeName name,
      List<Share> shares,
      Map<AccountId, Account> givers) {}

  private record Remembered(List<Offer> offers, List<Membership> belongs, long readAt) {}

  /// The oldest first, each under a name of its own. Of what is in a space that the person belongs
  /// to there is none: they meet it there.
  List<Offer> of(AccountId account) {
    List<Membership> belongs = spaces.of(account);
    Remembered known = remembered.getIfPresent(account);
    if (known != null && known.readAt() == changes.get() && known.belongs().equals(belongs)) {
      return known.offers();
    }
    long now = changes.get();
    List<Offer> offers = read(account, belongs);
    remembered.put(account, new Remembered(offers, belongs, now));
    return offers;
  }

  /// What is of this name at the top of somebody's files.
  Optional<Offer> named(AccountId account, NodeName name) {
    for (Offer offer : of(account)) {
      if (offer.name().key().equals(name.key())) {
        return Optional.of(offer);
      }
    }
    return Optional.empty();
  }

  /// Something about shares has changed.
  void forget() {
    changes.incrementAndGet();
  }

  private List<Offer> read(AccountId account, List<Membership> belongs) {
    List<GroupId> mine = groups.of(account).stream().map(Group::id).toList();
    List<Arrived> arrived = jdbi.withHandle(handle -> arrived(handle, account, mine, belongs));
    if (arrived.isEmpty()) {
      return List.of();
    }
    Set<String> teams = keysOf(belongs);
    if (names(arrived, teams).size() < arrived.size()) {
      arrived =
          jdbi.inTransaction(handle -> {
            store.enter(handle, account);
            List<Arrived> all = arrived(handle, account, mine, belongs);
            name(handle, account, all, belongs.getFirst(), teams);
            return arrived(handle, account, mine, belongs);
          });
    }
    Map<ShareId, NodeName> names = names(arrived, teams);
    Map<AccountId, Account> givers =
        people.byIds(
            arrived.stream().map(each -> each.share().giver()).collect(Collectors.toSet()));
    Map<FileId, Offer> offers = new LinkedHashMap<>();
    for (Arrived each : arrived) {
      NodeName name = names.get(each.share().id());
      if (name != null) {
        offers
            .computeIfAbsent(
                each.share().node(),
                node -> new Offer(node, each.space(), name, new ArrayList<>(), givers))
            .shares()
            .add(each.share());
      }
    }
    return List.copyOf(offers.values());
  }

  private List<Arrived> arrived(
      Handle handle, AccountId account, List<GroupId> mine, List<Membership> belongs) {
    return store.arrived(handle, account, mine).stream()
        .filter(each -> belongs.stream().noneMatch(one -> one.space().id().equals(each.space())))
        .toList();
  }

  private static Set<String> keysOf(List<Membership> belongs) {
    return belongs.stream()
        .filter(one -> one.space().kind() == Kind.TEAM)
        .map(one -> NodeName.of(one.space().name()).key())
        .collect(Collectors.toSet());
  }

  /// The names that hold. A team that came later takes the name, and of two things that have come
  /// to be called the same, as when somebody is back in a group, the first keeps it.
  private static Map<ShareId, NodeName> names(List<Arrived> arrived, Set<String> teams) {
    Map<ShareId, NodeName> names = new HashMap<>();
    Map<String, FileId> taken = new HashMap<>();
    for (Arrived each : arrived) {
      String text = each.name();
      if (text != null) {
        NodeName name = NodeName.of(text);
        FileId node = each.share().node();
        if (!teams.contains(name.key())
            && taken.computeIfAbsent(name.key(), _ -> node).equals(node)) {
          names.put(each.share().id(), name);
        }
      }
    }
    return names;
  }

  /// Gives names to what has none: its own, or a numbered one where that is taken.
  private void name(
      Handle transaction,
      AccountId account,
      List<Arrived> arrived,
      Membership personal,
      Set<String> teams) {
    Map<ShareId, NodeName> known = names(arrived, teams);
    Map<FileId, NodeName> names = new HashMap<>();
    Set<String> taken = new HashSet<>(teams);
    for (Arrived each : arrived) {
      NodeName name = known.get(each.share().id());
      if (name != null) {
        names.putIfAbsent(each.share().node(), name);
        taken.add(name.key());
      }
    }
    List<Node> root = tree.walk(transaction, personal.space().id(), List.of()).nodes();
    for (Arrived each : arrived) {
      if (!known.containsKey(each.share().id())) {
        NodeName name =
            names.computeIfAbsent(
                each.share().node(),
                _ ->
                    FreeName.of(
                        NodeName.of(each.called()),
                        each.folder(),
                        wish ->
                            taken.contains(wish.key())
                                || !root.isEmpty()
                                    && lines
                                        .child(transaction, root.getFirst().id(), wish.key())
                                        .isPresent()));
        taken.add(name.key());
        store.name(transaction, each.share().id(), account, name.shown(), name.key());
      }
    }
  }
}
