/// Statements on what push keeps for seconds; each runs in the handle it is given.
@NullMarked
package allmende.push.store;

import org.jspecify.annotations.NullMarked;
