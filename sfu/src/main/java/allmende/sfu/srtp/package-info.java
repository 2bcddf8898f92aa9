/// SRTP and SRTCP (RFC 3711, RFC 7714), in place, one context per peer and direction. A context and
/// its [SrtpScratch] belong to one thread.
@NullMarked
package allmende.sfu.srtp;

import org.jspecify.annotations.NullMarked;
