/// Archives written as they are sent, with flat memory.
@NullMarked
package allmende.protocols.archive;

import org.jspecify.annotations.NullMarked;
