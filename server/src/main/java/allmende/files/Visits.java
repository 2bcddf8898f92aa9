package allmende.files;

import allmende.files.store.LinkStore;
import allmende.identity.Account;
import allmende.identity.Actor;
import allmende.identity.Caller;
import allmende.identity.ClientName;
import allmende.identity.Credential;
import allmende.identity.LinkPasswords;
import allmende.identity.People;
import allmende.platform.problem.Problem;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Lets those in who come by a link: as nobody in particular, who acts within what the link's giver
/// may do. A link that never was, has ended, or whose giver may not share it any more is the same
/// to them.
public final class Visits {
  private final Jdbi jdbi;
  private final People people;
  private final LinkPasswords passwords;
  private final Reach reach;
  private final LinkStore store = new LinkStore();

  public Visits(Jdbi jdbi, Ways ways, People people, LinkPasswords passwords) {
    this.jdbi = jdbi;
    this.people = people;
    this.passwords = passwords;
    this.reach = ways.reach();
  }

  /// What a visitor brings along beside the token.
  ///
  /// @param password as it was typed
  /// @param proof what [#unlock] gave
  public record Key(Optional<String> password, Optional<String> proof) {
    public static final Key NONE = new Key(Optional.empty(), Optional.empty());

    @Override
    public String toString() {
      return "Key";
    }
  }

  /// What a link leads to, for those who may know of it.
  ///
  /// @param actor whoever came
  /// @param entry what it leads to, as they meet it
  /// @param giver who gave it
  public record Visit(Actor actor, Link link, Entry entry, Account giver) {}

  private record Open(Reach.Linked linked, Account giver) {}

  /// Whether a link asks for a password.
  ///
  /// @throws Problem.NotFound when the link is dead
  public boolean isLocked(String token) {
    return open(token).linked().link().password() != null;
  }

  /// @throws Problem.NotFound when the link is dead
  /// @throws Problem.SignedOut when it asks for a password, and this is none or a wrong one
  /// @throws Problem.TooManyAttempts while guessing is slowed down
  public Visit enter(String token, Key key, Caller caller) {
    Open open = open(token);
    Link link = open.linked().link();
    String stored = link.password();
    if (stored != null && !opens(link, stored, key, caller)) {
      throw new Problem.SignedOut("This link asks for its password.");
    }
    Actor actor =
        new Actor(
            open.giver(),
            new Credential.Link(link.id().value(), token, false),
            ClientName.of(caller.userAgent()));
    Reach.Reached reached = open.linked().reached();
    Entry entry =
        new Entry(
            reached.node().atTop(), reached.membership().role(), reached.rights(), false, false);
    return new Visit(actor, link, entry, open.giver());
  }

  /// Takes a link's password for something that shows later that it was known.
  ///
  /// @throws Problem.SignedOut when it is wrong
  /// @throws Problem.TooManyAttempts while guessing is slowed down
  public String unlock(String token, String password, Caller caller) {
    Link link = enter(token, new Key(Optional.of(password), Optional.empty()), caller).link();
    String stored = link.password();
    return stored == null ? "" : LinkPasswords.proof(link.door(), stored);
  }

  private boolean opens(Link link, String stored, Key key, Caller caller) {
    if (key.proof().isPresent() && LinkPasswords.proves(key.proof().get(), link.door(), stored)) {
      return true;
    }
    return key.password().isPresent()
        && passwords.check(link.door(), stored, key.password().get(), caller.address());
  }

  private Open open(String token) {
    if (!LinkToken.looksLikeOne(token)) {
      throw Reach.dead();
    }
    return jdbi.withHandle(handle ->
            store.byToken(handle, LinkToken.hash(token)).flatMap(link -> reach.of(handle, link)))
        .flatMap(
            linked -> people.enabled(linked.link().giver()).map(giver -> new Open(linked, giver)))
        .orElseThrow(Reach::dead);
  }
}
