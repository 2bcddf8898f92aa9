/// What stands in front of the media in RTP payloads, as far as a forwarder has to know it: where
/// frames begin, which layer a packet belongs to, and the numbers that must go on when layers
/// change. Each view is made once for a loop and pointed at packet after packet.
@NullMarked
package allmende.protocols.payload;

import org.jspecify.annotations.NullMarked;
