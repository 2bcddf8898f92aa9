package allmende.crash;

import allmende.packaged.Answer;
import allmende.packaged.Dav;
import allmende.packaged.Endpoint;
import allmende.packaged.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// A client that changes a folder of its own and remembers what the server has acknowledged.
///
/// At most one request is in doubt at a time: after it the worker stops, and what it asked for may
/// have happened or not, but nothing in between.
final class Worker {
  private static final int MOST_FILES = 40;
  private static final int CHUNK = 5 << 20;

  private final String folder;
  private final Endpoint endpoint;
  private final Random random;
  private SortedMap<String, String> acknowledged = new TreeMap<>();
  private List<SortedMap<String, String>> inDoubt = List.of();
  private final List<String> log = new ArrayList<>();
  private int names;
  private final AtomicLong acknowledgements = new AtomicLong();

  Worker(String folder, Endpoint endpoint, long seed) {
    this.folder = folder;
    this.endpoint = endpoint;
    this.random = new Random(seed);
  }

  /// A change of the tree.
  private interface Change {
    void in(SortedMap<String, String> tree);
  }

  /// A request that changes it.
  private interface Asking {
    Answer over(Dav dav) throws IOException;
  }

  /// Works until told to stop, or until something is in doubt.
  void work(AtomicBoolean stop) {
    log.clear();
    try (Dav dav = new Dav(endpoint)) {
      while (!stop.get() && inDoubt.isEmpty()) {
        step(dav);
      }
    } catch (IOException e) {
      // No answer, or nobody to ask: whether something is in doubt is noted already.
      log.add("ended by " + e);
    }
  }

  long acknowledgements() {
    return acknowledgements.get();
  }

  String folder() {
    return folder;
  }

  String said() {
    return String.join("\n", log);
  }

  /// Compares what is there with what must be; from now on what is there counts.
  ///
  /// @return what is wrong, or nothing
  List<String> check(SortedMap<String, String> there) {
    List<SortedMap<String, String>> allowed = new ArrayList<>(List.of(acknowledged));
    allowed.addAll(inDoubt);
    List<String> wrong = new ArrayList<>();
    if (!allowed.contains(there)) {
      wrong.add(folder + " is " + differences(acknowledged, there) + "\nafter\n" + said());
    }
    acknowledged = new TreeMap<>(there);
    inDoubt = List.of();
    return wrong;
  }

  private void step(Dav dav) throws IOException {
    List<String> files = names(false);
    List<String> folders = names(true);
    int choice = random.nextInt(files.size() >= MOST_FILES ? 60 : 100);
    if (files.isEmpty() || choice >= 45) {
      if (choice % 15 == 0) {
        chunked(dav, in(folders));
      } else {
        put(dav, in(folders));
      }
    } else if (choice < 8) {
      put(dav, any(files));
    } else if (choice < 18) {
      move(dav, any(files), in(folders));
    } else if (choice < 24) {
      copy(dav, any(files), in(folders));
    } else if (choice < 32) {
      makeFolder(dav, "d" + names++);
    } else if (choice < 36 && !folders.isEmpty()) {
      move(dav, any(folders), "d" + names++);
    } else if (choice < 38 && folders.size() > 3) {
      delete(dav, any(folders));
    } else {
      delete(dav, any(files));
    }
  }

  private void put(Dav dav, String path) throws IOException {
    byte[] content = content(random.nextInt(60_000));
    ask(
        "PUT " + path + " " + content.length,
        dav,
        one -> one.put(full(path), content),
        tree -> tree.put(path, Dav.sha256(content)));
  }

  private void makeFolder(Dav dav, String path) throws IOException {
    ask(
        "MKCOL " + path,
        dav,
        one -> one.makeFolder(full(path)),
        tree -> tree.put(path, Dav.FOLDER));
  }

  private void delete(Dav dav, String path) throws IOException {
    ask(
        "DELETE " + path,
        dav,
        one -> one.delete(full(path)),
        tree -> tree.keySet().removeAll(below(tree, path)));
  }

  private void move(Dav dav, String from, String to) throws IOException {
    ask(
        "MOVE " + from + " " + to,
        dav,
        one -> one.move(full(from), full(to)),
        tree -> {
          SortedMap<String, String> moved = transplanted(tree, from, to);
          tree.keySet().removeAll(below(tree, from));
          tree.putAll(moved);
        });
  }

  private void copy(Dav dav, String from, String to) throws IOException {
    ask(
        "COPY " + from + " " + to,
        dav,
        one -> one.copy(full(from), full(to)),
        tree -> tree.putAll(transplanted(tree, from, to)));
  }

  /// As Nextcloud's desktop client sends a large file. Only the last step makes a file.
  private void chunked(Dav dav, String path) throws IOException {
    byte[] content = content(CHUNK + random.nextInt(CHUNK));
    String upload = "/remote.php/dav/uploads/" + endpoint.user() + "/" + folder + "-" + names++;
    Change nothing = _ -> {};
    ask("upload " + path, dav, one -> one.ask(Request.of("MKCOL", upload)), nothing);
    for (int from = 0, number = 1; from < content.length; from += CHUNK, number++) {
      int first = from;
      int length = Math.min(CHUNK, content.length - from);
      Request chunk =
          Request.of("PUT", upload + "/" + String.format("%05d", number))
              .body(new Request.Content(length, out -> out.write(content, first, length)));
      ask("chunk " + number, dav, one -> one.ask(chunk), nothing);
    }
    Request join =
        Request.of(
            "MOVE",
            upload + "/.file",
            "Destination: " + endpoint.origin() + dav.at(full(path)),
            "OC-Total-Length: " + content.length);
    ask(
        "join " + path + " " + content.length,
        dav,
        one -> one.ask(join),
        tree -> tree.put(path, Dav.sha256(content)));
  }

  private void ask(String what, Dav dav, Asking asking, Change change) throws IOException {
    SortedMap<String, String> then = new TreeMap<>(acknowledged);
    change.in(then);
    // Until there is an answer.
    inDoubt = List.of(then);
    Answer answer = asking.over(dav);
    log.add(what + ": " + answer.status());
    if (answer.ok()) {
      acknowledged = then;
      inDoubt = List.of();
      acknowledgements.incrementAndGet();
    } else if (answer.status() / 100 == 4) {
      // A refusal is an answer: nothing may have changed. None is expected here, though.
      inDoubt = List.of();
      throw new IllegalStateException(folder + ": " + what + " was answered by " + answer);
    } else {
      throw new IOException(what + " was answered by " + answer.status());
    }
  }

  private static SortedMap<String, String> transplanted(
      SortedMap<String, String> tree, String from, String to) {
    SortedMap<String, String> moved = new TreeMap<>();
    for (String path : below(tree, from)) {
      moved.put(to + path.substring(from.length()), tree.get(path));
    }
    return moved;
  }

  private static List<String> below(SortedMap<String, String> tree, String path) {
    return tree.keySet().stream()
        .filter(one -> one.equals(path) || one.startsWith(path + "/"))
        .toList();
  }

  private List<String> names(boolean folders) {
    return acknowledged.entrySet().stream()
        .filter(entry -> entry.getValue().equals(Dav.FOLDER) == folders)
        .map(Map.Entry::getKey)
        .toList();
  }

  private String in(List<String> folders) {
    String name = "f" + names++ + ".bin";
    return folders.isEmpty() || random.nextBoolean() ? name : any(folders) + "/" + name;
  }

  private String any(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  private String full(String path) {
    return folder + "/" + path;
  }

  private byte[] content(int size) {
    byte[] content = new byte[size];
    random.nextBytes(content);
    return content;
  }

  private static List<String> differences(Map<String, String> here, Map<String, String> there) {
    List<String> all = new ArrayList<>();
    here.forEach((path, content) -> {
      if (!content.equals(there.get(path))) {
        all.add(path + " should be " + content + ", and is " + there.get(path));
      }
    });
    there.keySet().stream()
        .filter(path -> !here.containsKey(path))
        .forEach(path -> all.add(path + " should not be"));
    return all;
  }
}
