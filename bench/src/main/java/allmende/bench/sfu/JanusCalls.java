package allmende.bench.sfu;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Janus' VideoRoom over its HTTP API (janus.conf.meetecho.com/docs/rest.html, videoroom.html).
final class JanusCalls implements Calls {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String root;
  private final List<Watching> watching = new ArrayList<>();
  private final Map<String, List<String>> feeds = new HashMap<>();
  private final Map<String, Integer> rooms = new HashMap<>();

  JanusCalls(String root) {
    this.root = root;
  }

  private record Watching(String room, HeadlessClient client, @Nullable String own) {}

  @Override
  public void join(
      String room, @Nullable HeadlessClient sends, HeadlessClient receives, boolean watches)
      throws IOException, InterruptedException {
    int number = number(room);
    String own = null;
    if (sends != null) {
      Handle handle = new Handle();
      handle.message(
          """
          {"request":"join","ptype":"publisher","room":%d}\
          """
              .formatted(number),
          "");
      own = text(data(handle.event()), "id");
      handle.message(
          """
          {"request":"publish","bitrate":5000000}\
          """,
          jsep("offer", sends.offer()));
      sends.connect(handle.description(), true);
      feeds.computeIfAbsent(room, _ -> new ArrayList<>()).add(own);
    }
    if (watches) {
      watching.add(new Watching(room, receives, own));
    }
  }

  /// Rooms are made when they are first needed.
  private int number(String room) throws IOException, InterruptedException {
    Integer known = rooms.get(room);
    if (known != null) {
      return known;
    }
    int number = 5_000 + rooms.size();
    new Handle()
        .message(
            """
            {"request":"create","room":%d,"publishers":20,"bitrate":5000000,"videocodec":"vp8"}\
            """
                .formatted(number),
            "");
    rooms.put(room, number);
    return number;
  }

  @Override
  public int settle() throws IOException, InterruptedException {
    int all = 0;
    for (Watching each : watching) {
      List<String> others =
          feeds.getOrDefault(each.room(), List.of()).stream()
              .filter(feed -> !feed.equals(each.own()))
              .toList();
      List<String> streams = others.stream().map(feed -> "{\"feed\":" + feed + "}").toList();
      Handle handle = new Handle();
      handle.message(
          """
          {"request":"join","ptype":"subscriber","room":%d,"streams":[%s]}\
          """
              .formatted(number(each.room()), String.join(",", streams)),
          "");
      String offer = handle.description();
      handle.message(
          """
          {"request":"start"}\
          """,
          jsep("answer", each.client().answer(offer)));
      each.client().connect(offer, false);
      all += others.size();
    }
    return all;
  }

  private static String jsep(String type, String sdp) {
    return ",\"jsep\":{\"type\":\"%s\",\"sdp\":\"%s\"}"
        .formatted(type, sdp.replace("\r\n", "\\r\\n"));
  }

  private Struct ask(HttpRequest.Builder request) throws IOException, InterruptedException {
    String answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    Struct.Builder into = Struct.newBuilder();
    JsonFormat.parser().merge(answer.startsWith("[") ? "{\"all\":" + answer + "}" : answer, into);
    return into.build();
  }

  private static Struct data(Struct event) {
    return event
        .getFieldsOrThrow("plugindata")
        .getStructValue()
        .getFieldsOrThrow("data")
        .getStructValue();
  }

  /// Numbers as Janus wrote them: ids are larger than an int.
  private static String text(Struct of, String field) {
    Value value = of.getFieldsOrThrow(field);
    return value.hasNumberValue()
        ? String.valueOf((long) value.getNumberValue())
        : value.getStringValue();
  }

  /// Who is lost with Janus gets nothing, which is noticed as well.
  @Override
  public void check() {}

  @Override
  public void close() {
    http.shutdownNow();
  }

  /// One handle of the plugin, in a session of its own.
  private final class Handle {
    private final String session;
    private final String handle;
    private int transaction;

    Handle() throws IOException, InterruptedException {
      session = root + "/" + made(root, "\"janus\":\"create\"");
      handle =
          session
              + "/"
              + made(session, "\"janus\":\"attach\",\"plugin\":\"janus.plugin.videoroom\"");
    }

    private String made(String at, String what) throws IOException, InterruptedException {
      return text(post(at, what).getFieldsOrThrow("data").getStructValue(), "id");
    }

    private Struct post(String at, String what) throws IOException, InterruptedException {
      String body = "{" + what + ",\"transaction\":\"" + transaction++ + "\"}";
      return ask(
          HttpRequest.newBuilder(URI.create(at)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    void message(String body, String description) throws IOException, InterruptedException {
      post(handle, "\"janus\":\"message\",\"body\":" + body + description);
    }

    /// The next event of the plugin.
    Struct event() throws IOException, InterruptedException {
      for (int i = 0; i < 10; i++) {
        Struct next = ask(HttpRequest.newBuilder(URI.create(session + "?maxev=1")));
        if (text(next, "janus").equals("event")) {
          Struct data = data(next);
          if (data.containsFields("error")) {
            throw new IOException("Janus says: " + text(data, "error"));
          }
          return next;
        }
      }
      throw new IOException("Janus keeps silent.");
    }

    /// The next description.
    String description() throws IOException, InterruptedException {
      while (true) {
        Struct event = event();
        if (event.containsFields("jsep")) {
          return text(event.getFieldsOrThrow("jsep").getStructValue(), "sdp");
        }
      }
    }
  }
}
