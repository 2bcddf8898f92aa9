/// What can be seen of the engine from outside: figures of a moment, which nobody can change.
@NullMarked
package allmende.sfu.sight;

import org.jspecify.annotations.NullMarked;
