/// SCTP for WebRTC's data channels (RFC 9260, 3758, 6525, 8831, 8832) without input, output or
/// clock: packets go in and come out as bytes, and every call says what time it is, in nanoseconds
/// of any clock that only goes forward. An association belongs to one thread.
@NullMarked
package allmende.sfu.sctp;

import org.jspecify.annotations.NullMarked;
