/// A selective forwarding unit that speaks LiveKit's protocol: rooms, participants, tracks and
/// packets. It knows no users, no database and no HTTP server.
@NullMarked
package allmende.sfu;

import org.jspecify.annotations.NullMarked;
