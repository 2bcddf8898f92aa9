package allmende.platform.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// An event as it was written down.
///
/// @param id rises with time, but for events of transactions that ran side by side
public record Happened(long id, Instant at, Event event) {
  /// From a row with the columns of `events.event`; whoever keeps events keeps them so.
  public static Happened of(ResultSet row) throws SQLException {
    return new Happened(
        row.getLong("id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        new Event(
            row.getString("kind"),
            row.getObject("actor", Long.class),
            row.getString("client"),
            row.getString("authority"),
            row.getObject("space", Long.class),
            row.getObject("node", Long.class),
            row.getString("name"),
            row.getString("detail")));
  }
}
