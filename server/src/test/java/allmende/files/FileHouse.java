package allmende.files;

import allmende.TestDatabase;
import allmende.identity.Account;
import allmende.identity.Actor;
import allmende.identity.House;
import allmende.identity.LinkPasswords;
import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.platform.events.Event;
import allmende.platform.events.Events;
import allmende.platform.office.FakeOffice;
import allmende.platform.office.OfficeProgram;
import allmende.platform.office.OfficeToPdf;
import allmende.spaces.Role;
import allmende.spaces.Space;
import allmende.spaces.SpaceId;
import allmende.spaces.Spaces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/// Files, wired as the server wires them, on a database and a folder of their own.
public final class FileHouse {
  public final House house = new House(TestDatabase.jdbi());
  public final BlobStore blobs;
  public final Spaces spaces;
  public final Ways ways;
  public final Tree tree;
  public final Trash trash;
  public final Versions versions;
  public final Locks locks;
  public final Browse browse;
  public final Arrange arrange;
  public final Links links;
  public final Shares shares;
  public final Visits visits;
  public final Random random = new Random(1);
  public final Events events;

  /// What was read, in this order.
  public final List<Event> readings = new CopyOnWriteArrayList<>();

  public FileHouse(Path folder) {
    try {
      blobs = BlobStore.open(folder.resolve("blobs"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    spaces = new Spaces(house.jdbi, house.clock, house.people, house.groups, house.events);
    ways = new Ways(house.jdbi, house.clock, spaces, house.people, house.groups);
    events = new Events(readings::add);
    tree = new Tree(house.jdbi, house.clock, random, ways, blobs, events, new Remembered(true));
    trash = new Trash(house.jdbi, house.clock, random, ways, events);
    locks = new Locks(house.jdbi, house.clock, random, ways, events, Duration.ofHours(1));
    browse = new Browse(house.jdbi, house.clock, ways);
    arrange = new Arrange(house.jdbi, ways, tree);
    versions = new Versions(house.jdbi, house.clock, random, ways, events);
    LinkPasswords passwords = new LinkPasswords(house.passwords, house.throttle, house.clock);
    links = new Links(house.jdbi, house.clock, random, ways, passwords, events);
    visits = new Visits(house.jdbi, ways, house.people, passwords);
    shares = new Shares(house.jdbi, house.clock, random, ways, house.people, house.groups, events);
  }

  /// What the edges are handed.
  public Files files() {
    return new Files(
        tree,
        browse,
        new Uploads(house.jdbi, blobs, tree),
        locks,
        new Properties(house.jdbi, house.clock, random, ways, events),
        new Search(house.jdbi, house.clock, random, ways, events),
        trash,
        versions,
        links,
        arrange);
  }

  public Actor person(String name) {
    return House.actor(house.person(name, false));
  }

  public SpaceId personal(Actor actor) {
    return spaces.of(actor.account().id()).getFirst().space().id();
  }

  /// A team of which a newly made administrator, `chief`, is the manager.
  public Space team(String name, Actor member, Role role) {
    Account chief = house.people.byName("chief").orElseGet(() -> house.person("chief", true));
    Space team = spaces.makeTeam(House.actor(chief), name, null);
    spaces.setMember(House.actor(chief), team.id(), member.account().id(), role);
    return team;
  }

  public Node put(Actor actor, String path, String text) {
    return put(actor, path, text, OptionalLong.empty());
  }

  public Node put(Actor actor, String path, String text, OptionalLong mtime) {
    Upload upload = new Upload(store(text), mtime, Optional.empty());
    return tree.put(actor, steps(path), upload, Terms.NONE).entry().node();
  }

  public Node folder(Actor actor, String path) {
    return tree.makeFolder(actor, steps(path), Terms.NONE).entry().node();
  }

  public void delete(Actor actor, String path) {
    tree.delete(actor, steps(path), Terms.NONE);
  }

  public Node find(Actor actor, String path) {
    return tree.find(actor, steps(path)).node();
  }

  /// Locks something for everybody but the person, whatever client they use.
  public void lock(Actor actor, String path) {
    Locks.Wish wish = new Locks.Wish(Lock.Kind.PERSON, true, true, "", 600);
    locks.take(actor, steps(path), wish, Terms.NONE);
  }

  /// What is directly in a folder.
  public List<String> names(Actor actor, String path) {
    List<String> names = new ArrayList<>();
    tree.list(actor, steps(path), entry -> names.add(entry.node().name()));
    return List.copyOf(names.subList(1, names.size()));
  }

  public String text(Blob blob) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      blobs.copy(blob, 0, blob.size(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  public List<String> events(FileId node) {
    return house.jdbi.withHandle(handle ->
        handle
            .createQuery("select kind from events.event where node = ? order by id")
            .bind(0, node.value())
            .mapTo(String.class)
            .list());
  }

  public static List<String> steps(String path) {
    return path.isEmpty() ? List.of() : List.of(path.split("/"));
  }

  private Blob store(String text) {
    try (BlobStore.Writer writer = blobs.writer()) {
      writer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      return writer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Documents that a fake program turns into PDF.
  public Documents documents(Path folder, String does) {
    Path hidden = folder.resolve("hidden");
    try {
      java.nio.file.Files.createDirectories(hidden);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String program = FakeOffice.that(does, folder).toString();
    return new Documents(
        blobs,
        folder.resolve("documents"),
        1 << 20,
        1 << 20,
        new OfficeProgram(program, Map.of()),
        new OfficeToPdf(hidden, new OfficeToPdf.Limits(64 << 20, Duration.ofSeconds(10), 1 << 20)),
        house.clock);
  }
}
