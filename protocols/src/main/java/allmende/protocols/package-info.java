/// Bytes and text of other people's protocols, turned into records and back. No I/O, no clock,
/// nothing but the JDK.
@NullMarked
package allmende.protocols;

import org.jspecify.annotations.NullMarked;
