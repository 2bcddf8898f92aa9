@NullMarked
package allmende.sfu.turn;

import org.jspecify.annotations.NullMarked;
