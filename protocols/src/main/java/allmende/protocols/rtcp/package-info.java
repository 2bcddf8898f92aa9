/// RTCP: reports (RFC 3550 §6), feedback (RFC 4585, RFC 5104), REMB and transport-wide congestion
/// control as browsers speak them, and extended reports (RFC 3611).
@NullMarked
package allmende.protocols.rtcp;

import org.jspecify.annotations.NullMarked;
