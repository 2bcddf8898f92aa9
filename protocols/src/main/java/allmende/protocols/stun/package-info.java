/// STUN (RFC 8489), what ICE adds to it (RFC 8445) and TURN (RFC 8656).
///
/// The JDK's cryptography lies outside `java.*`, so whoever needs MESSAGE-INTEGRITY passes in a
/// [KeyedHash].
@NullMarked
package allmende.protocols.stun;

import org.jspecify.annotations.NullMarked;
