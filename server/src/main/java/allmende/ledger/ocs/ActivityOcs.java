package allmende.ledger.ocs;

import allmende.identity.Account;
import allmende.identity.AccountId;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.People;
import allmende.identity.http.Callers;
import allmende.ledger.Ledger;
import allmende.platform.events.Event;
import allmende.platform.events.Happened;
import allmende.platform.http.Ocs;
import allmende.platform.problem.Problem;
import allmende.spaces.Spaces;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What changed in somebody's spaces. Who read what is not told here.
///
/// Source: nextcloud/activity, docs/endpoint-v2.md.
public final class ActivityOcs {
  private static final int USUAL = 50;
  private static final int MOST = 200;

  /// What clients call it, and how a sentence about it begins.
  private record Kind(String type, String english, String german) {}

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("file.created", new Kind("file_created", "created", "hat erstellt:")),
          Map.entry("folder.created", new Kind("file_created", "created", "hat erstellt:")),
          Map.entry("file.changed", new Kind("file_changed", "changed", "hat geändert:")),
          Map.entry(
              "version.restored",
              new Kind(
                  "file_changed",
                  "restored an earlier version of",
                  "hat eine frühere Version wiederhergestellt:")),
          Map.entry("file.moved", new Kind("file_changed", "moved", "hat verschoben:")),
          Map.entry("folder.moved", new Kind("file_changed", "moved", "hat verschoben:")),
          Map.entry("file.deleted", new Kind("file_deleted", "deleted", "hat gelöscht:")),
          Map.entry("folder.deleted", new Kind("file_deleted", "deleted", "hat gelöscht:")),
          Map.entry(
              "file.restored", new Kind("file_restored", "restored", "hat wiederhergestellt:")),
          Map.entry(
              "folder.restored", new Kind("file_restored", "restored", "hat wiederhergestellt:")));

  private final Gate gate;
  private final People people;
  private final Spaces spaces;
  private final Ledger ledger;

  public ActivityOcs(Gate gate, People people, Spaces spaces, Ledger ledger) {
    this.gate = gate;
    this.people = people;
    this.spaces = spaces;
    this.ledger = ledger;
  }

  public void add(RoutesConfig routes) {
    Ocs.get(routes, "/apps/activity/api/v2/activity", this::list);
    Ocs.get(routes, "/apps/activity/api/v2/activity/{filter}", this::list);
  }

  private List<Object> list(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    List<Long> mine =
        spaces.of(actor.account().id()).stream().map(one -> one.space().id().value()).toList();
    List<Happened> happened =
        ledger.ofSpaces(
            mine,
            KINDS.keySet(),
            object(ctx),
            new Ledger.Page(
                Optional.of(number(ctx, "since", 0))
                    .filter(since -> since > 0)
                    .orElse(Long.MAX_VALUE),
                (int) Math.clamp(number(ctx, "limit", USUAL), 1, MOST)));
    Map<AccountId, Account> actors =
        people.byIds(
            happened.stream()
                .map(one -> one.event().actor())
                .filter(Objects::nonNull)
                .map(AccountId::new)
                .collect(Collectors.toSet()));
    if (!happened.isEmpty()) {
      ctx.header("X-Activity-Last-Given", Long.toString(happened.getLast().id()));
    }
    boolean german = "de".equals(actor.account().language());
    return List.copyOf(happened.stream().map(one -> activity(one, actors, german)).toList());
  }

  private static Map<String, Object> activity(
      Happened happened, Map<AccountId, Account> actors, boolean german) {
    Event event = happened.event();
    Kind kind = Objects.requireNonNull(KINDS.get(event.kind()));
    Account who = event.actor() == null ? null : actors.get(new AccountId(event.actor()));
    String name = who == null ? "Allmende" : who.displayName();
    String thing = String.valueOf(event.name());
    Map<String, Object> activity = new LinkedHashMap<>();
    activity.put("activity_id", happened.id());
    activity.put("app", "files");
    activity.put("type", kind.type());
    activity.put("user", who == null ? "" : who.name());
    activity.put("subject", name + " " + (german ? kind.german() : kind.english()) + " " + thing);
    activity.put("subject_rich", List.of("", List.of()));
    activity.put("message", "");
    activity.put("message_rich", List.of("", List.of()));
    activity.put("object_type", "files");
    activity.put("object_id", event.node());
    activity.put("object_name", thing);
    activity.put("objects", Map.of(String.valueOf(event.node()), thing));
    activity.put("link", "");
    activity.put("icon", "");
    activity.put("datetime", happened.at().toString());
    activity.put("previews", List.of());
    return activity;
  }

  private static @Nullable Long object(Context ctx) {
    return ctx.queryParam("object_id") == null ? null : number(ctx, "object_id", 0);
  }

  private static long number(Context ctx, String name, long absent) {
    String text = ctx.queryParam(name);
    if (text == null || text.isEmpty()) {
      return absent;
    }
    if (!text.matches("[0-9]{1,18}")) {
      throw new Problem.Invalid(name + " is not a number.");
    }
    return Long.parseLong(text);
  }
}
