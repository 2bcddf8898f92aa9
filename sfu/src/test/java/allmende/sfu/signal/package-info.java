@NullMarked
package allmende.sfu.signal;

import org.jspecify.annotations.NullMarked;
