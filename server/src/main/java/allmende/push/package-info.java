/// Tells clients at once that something has changed, so that they need not keep asking.
@NullMarked
package allmende.push;

import org.jspecify.annotations.NullMarked;
