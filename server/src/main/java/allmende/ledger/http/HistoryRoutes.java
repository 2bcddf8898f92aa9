package allmende.ledger.http;

import allmende.identity.Account;
import allmende.identity.AccountId;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.People;
import allmende.identity.http.Callers;
import allmende.identity.http.JsonBody;
import allmende.ledger.ClientName;
import allmende.ledger.History;
import allmende.ledger.Ledger;
import allmende.platform.events.Event;
import allmende.platform.problem.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What happened to a file or folder (`/api/v1/nodes/{id}/history`).
public final class HistoryRoutes {
  private static final int USUAL = 30;
  private static final int MOST = 200;

  private final Gate gate;
  private final People people;
  private final History history;

  public HistoryRoutes(Gate gate, People people, History history) {
    this.gate = gate;
    this.people = people;
    this.history = history;
  }

  public void add(RoutesConfig routes) {
    routes.get("/api/v1/nodes/{id}/history", this::list);
  }

  record PageJson(List<EventJson> events, @Nullable String next) {}

  /// @param by whose doing it was; none for the house itself and for whoever follows a link
  /// @param self whether it was the asker's
  /// @param link whether it was done by a link
  /// @param client what people call the program; empty when it did not say
  /// @param name what it was called then
  /// @param from where it was before
  record EventJson(
      String id,
      String at,
      String kind,
      @Nullable String by,
      boolean self,
      boolean link,
      String client,
      @Nullable String name,
      @Nullable String from) {}

  private void list(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    int most = limit(ctx);
    String before = ctx.queryParam("before");
    List<History.Entry> entries =
        history.of(
            actor,
            JsonBody.id(ctx.pathParam("id")),
            // One more than is shown, to know whether there are others.
            new Ledger.Page(before == null ? Long.MAX_VALUE : JsonBody.id(before), most + 1));
    boolean more = entries.size() > most;
    List<History.Entry> shown = more ? entries.subList(0, most) : entries;
    Map<AccountId, Account> accounts =
        people.byIds(
            shown.stream()
                .map(one -> one.happened().event().actor())
                .filter(Objects::nonNull)
                .map(AccountId::new)
                .collect(Collectors.toSet()));
    ctx.json(
        new PageJson(
            shown.stream().map(one -> json(one, actor, accounts)).toList(),
            more ? Long.toString(shown.getLast().happened().id()) : null));
  }

  private static EventJson json(
      History.Entry entry, Actor asker, Map<AccountId, Account> accounts) {
    Event event = entry.happened().event();
    AccountId doer = event.actor() == null ? null : new AccountId(event.actor());
    Account account = doer == null ? null : accounts.get(doer);
    return new EventJson(
        Long.toString(entry.happened().id()),
        entry.happened().at().toString(),
        event.kind(),
        account == null ? null : account.displayName(),
        asker.account().id().equals(doer),
        History.isByLink(event),
        ClientName.of(event.client()),
        event.name(),
        entry.from().orElse(null));
  }

  private static int limit(Context ctx) {
    String text = ctx.queryParam("limit");
    long limit = text == null ? USUAL : JsonBody.id(text);
    if (limit < 1) {
      throw new Problem.Invalid("A page has one entry at the least.");
    }
    return (int) Math.min(limit, MOST);
  }
}
