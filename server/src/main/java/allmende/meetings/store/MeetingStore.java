package allmende.meetings.store;

import allmende.identity.AccountId;
import allmende.meetings.Meeting;
import allmende.meetings.MeetingId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Statements on meetings and the guests who came to them; each runs in the transaction it is
/// handed.
public final class MeetingStore {
  private static final String COLUMNS = "id, link, host, made_at, used_at";

  public Meeting add(Handle handle, String link, AccountId host, Instant now) {
    return handle
        .createQuery(
            "insert into meetings.meeting (link, host, made_at, used_at)"
                + " values (:link, :host, :now, :now) returning "
                + COLUMNS)
        .bind("link", link)
        .bind("host", host.value())
        .bind("now", now)
        .map((row, _) -> meeting(row))
        .one();
  }

  public Optional<Meeting> byLink(Handle handle, String link) {
    return handle
        .createQuery("select " + COLUMNS + " from meetings.meeting where link = ?")
        .bind(0, link)
        .map((row, _) -> meeting(row))
        .findOne();
  }

  /// Those that somebody started, the newest first.
  public List<Meeting> of(Handle handle, AccountId host) {
    return handle
        .createQuery("select " + COLUMNS + " from meetings.meeting where host = ? order by id desc")
        .bind(0, host.value())
        .map((row, _) -> meeting(row))
        .list();
  }

  public boolean exists(Handle handle, MeetingId id) {
    return handle
        .createQuery("select exists (select from meetings.meeting where id = ?)")
        .bind(0, id.value())
        .mapTo(Boolean.class)
        .one();
  }

  public void used(Handle handle, MeetingId id, Instant now) {
    handle.execute("update meetings.meeting set used_at = ? where id = ?", now, id.value());
  }

  /// @return false when it has ended already
  public boolean remove(Handle handle, MeetingId id) {
    return handle.execute("delete from meetings.meeting where id = ?", id.value()) == 1;
  }

  /// Some of those that nobody with an account has come to since then.
  public List<Meeting> unusedSince(Handle handle, Instant since, int most) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from meetings.meeting where used_at < ? order by used_at limit ?")
        .bind(0, since)
        .bind(1, most)
        .map((row, _) -> meeting(row))
        .list();
  }

  /// How many guests came from a network since then.
  public int guests(Handle handle, String network, Instant since) {
    return handle
        .createQuery("select count(*) from meetings.guest_entry where network = ? and at > ?")
        .bind(0, network)
        .bind(1, since)
        .mapTo(Integer.class)
        .one();
  }

  /// Notes one more, and forgets those of long ago.
  public void addGuest(Handle handle, String network, Instant now, Duration kept) {
    handle.execute("delete from meetings.guest_entry where at < ?", now.minus(kept));
    handle.execute("insert into meetings.guest_entry (network, at) values (?, ?)", network, now);
  }

  private static Meeting meeting(ResultSet row) throws SQLException {
    return new Meeting(
        new MeetingId(row.getLong("id")),
        row.getString("link"),
        new AccountId(row.getLong("host")),
        row.getObject("made_at", OffsetDateTime.class).toInstant(),
        row.getObject("used_at", OffsetDateTime.class).toInstant());
  }
}
