package allmende.files;

import allmende.files.store.ShareStore;
import allmende.identity.Actor;
import org.jdbi.v3.core.Handle;

/// What receivers do with what was shared with them, which is their own affair alone.
final class Receipt {
  private final Inbox inbox;
  private final Changes changes;
  private final ShareStore store = new ShareStore();

  Receipt(Inbox inbox, Changes changes) {
    this.inbox = inbox;
    this.changes = changes;
  }

  /// Does without it from now on, by whichever shares they have it. Of a share with a group, the
  /// others keep it; one with them alone ends.
  void leave(Handle transaction, Actor actor, Standing standing, Received mount) {
    for (Share share : mount.shares()) {
      leave(transaction, actor, standing, mount, share);
    }
  }

  void leave(Handle transaction, Actor actor, Standing standing, Received mount, Share share) {
    switch (share.with()) {
      case Share.With.Person _ -> store.remove(transaction, share.id());
      case Share.With.Team _ -> store.leave(transaction, share.id(), actor.account().id());
    }
    record(transaction, actor, standing, "share.left", mount, "share " + share.id().value());
  }

  /// Calls it something else.
  void rename(Handle transaction, Actor actor, Standing standing, Received mount, NodeName name) {
    store.rename(transaction, mount.node(), actor.account().id(), name.shown(), name.key());
    record(transaction, actor, standing, "share.renamed", mount, name.shown());
  }

  private void record(
      Handle transaction,
      Actor actor,
      Standing standing,
      String kind,
      Received mount,
      String detail) {
    changes.record(transaction, actor, standing, kind, mount.node(), mount.name().shown(), detail);
    transaction.afterCommit(inbox::forget);
  }
}
