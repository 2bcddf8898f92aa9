@NullMarked
package allmende.sfu.room;

import org.jspecify.annotations.NullMarked;
