/// A TURN server (RFC 8656) whose relays lead to our own media and nowhere else, so they need no
/// sockets: a relayed address is a name by which media and a client's connection find each other.
/// It does no input or output itself and belongs to one thread.
@NullMarked
package allmende.sfu.turn;

import org.jspecify.annotations.NullMarked;
