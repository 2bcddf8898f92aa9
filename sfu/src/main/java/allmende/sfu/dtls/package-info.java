/// The handshake of DTLS-SRTP.
@NullMarked
package allmende.sfu.dtls;

import org.jspecify.annotations.NullMarked;
