/// Meetings by their links; LiveKit's signalling over WebSocket: moves bytes between clients and
/// the engine.
@NullMarked
package allmende.meetings.http;

import org.jspecify.annotations.NullMarked;
