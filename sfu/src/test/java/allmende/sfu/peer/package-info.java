@NullMarked
package allmende.sfu.peer;

import org.jspecify.annotations.NullMarked;
