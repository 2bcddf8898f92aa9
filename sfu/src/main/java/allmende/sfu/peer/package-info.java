/// Peer connections as signalling sees them: offers, answers and their sections (RFC 8829).
@NullMarked
package allmende.sfu.peer;

import org.jspecify.annotations.NullMarked;
