/// What happened, written in the transaction that did it, and handed to listeners afterwards.
@NullMarked
package allmende.platform.events;

import org.jspecify.annotations.NullMarked;
