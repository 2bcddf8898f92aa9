package allmende.files.ocs;

import allmende.files.FileId;
import allmende.files.Files;
import allmende.files.Lock;
import allmende.files.Locks;
import allmende.files.Terms;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.http.Callers;
import allmende.platform.http.Ocs;
import allmende.platform.problem.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Locking a file by its number.
///
/// Source: nextcloud/files_lock, README "API".
public final class LockOcs {
  private static final long SECONDS = 1800;

  private final Gate gate;
  private final Files files;

  public LockOcs(Gate gate, Files files) {
    this.gate = gate;
    this.files = files;
  }

  public void add(RoutesConfig routes) {
    Ocs.add(routes, HandlerType.PUT, "/apps/files_lock/lock/{id}", this::lock);
    Ocs.add(routes, HandlerType.DELETE, "/apps/files_lock/lock/{id}", this::unlock);
  }

  private Map<String, Object> lock(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    FileId id = id(ctx);
    Locks.Wish wish = new Locks.Wish(Lock.Kind.PERSON, true, false, "", SECONDS);
    Lock lock =
        files
            .locks()
            .take(
                actor,
                path(actor, id),
                wish,
                Terms.when(there -> there.isPresent() && there.get().id().equals(id)))
            .lock();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("lock", true);
    answer.put("lockOwnerType", 0);
    answer.put("lockOwner", lock.ownerName());
    answer.put("lockOwnerDisplayName", lock.ownerDisplayName());
    answer.put("lockOwnerEditor", null);
    answer.put("lockTime", lock.created().getEpochSecond());
    answer.put("lockTimeout", lock.seconds());
    answer.put("lockToken", lock.token());
    return answer;
  }

  private Map<String, Object> unlock(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    files.locks().releasePersons(actor, path(actor, id(ctx)));
    return Map.of("lock", false);
  }

  /// From the person's root, where team spaces are folders.
  private List<String> path(Actor actor, FileId id) {
    return files.browse().find(actor, id).names();
  }

  private static FileId id(Context ctx) {
    String id = ctx.pathParam("id");
    if (!id.matches("[0-9]{1,18}")) {
      throw new Problem.NotFound("There is no such file.");
    }
    return new FileId(Long.parseLong(id));
  }
}
