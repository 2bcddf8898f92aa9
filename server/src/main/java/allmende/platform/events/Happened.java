package allmende.platform.events;

import java.time.Instant;

/// An event as it was written down.
///
/// @param id rises with time, but for events of transactions that ran side by side
public record Happened(long id, Instant at, Event event) {}
