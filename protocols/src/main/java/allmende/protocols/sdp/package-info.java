/// Session descriptions (RFC 8866) with the attributes that WebRTC negotiates by (RFC 8829).
@NullMarked
package allmende.protocols.sdp;

import org.jspecify.annotations.NullMarked;
