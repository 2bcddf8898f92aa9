/// RTP (RFC 3550 §5) and its header extensions (RFC 8285), looked at and rewritten where they lie.
@NullMarked
package allmende.protocols.rtp;

import org.jspecify.annotations.NullMarked;
